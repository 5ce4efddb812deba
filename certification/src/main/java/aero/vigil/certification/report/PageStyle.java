package aero.vigil.certification.report;

/** How the page looks: plain, light, readable on a narrow screen and on paper. */
final class PageStyle {

    static final String CSS =
            """
            :root{--ink:#1c2329;--dim:#5d6972;--line:#dfe4e8;--paper:#fbfcfc;--card:#fff;
            --good:#1d7a4c;--bad:#b3261e;--none:#8a6d1a;--blue:#1f6fb2}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);
            font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;
            font-variant-numeric:tabular-nums}
            main{max-width:1120px;margin:0 auto;padding:32px 24px 64px}
            header{background:var(--card);border:1px solid var(--line);border-left:6px solid;
            border-radius:10px;padding:22px 28px}
            header.good{border-left-color:var(--good)}header.bad{border-left-color:var(--bad)}
            header .over{margin:0;color:var(--dim);font-size:13px}
            h1{margin:4px 0 6px;font-size:30px;line-height:1.2;letter-spacing:-.01em}
            header p:last-child{margin:0;color:var(--dim);max-width:80ch}
            h2{font-size:19px;margin:44px 0 6px}
            .key{margin:0 0 12px;color:var(--dim);font-size:13.5px;max-width:90ch}
            .tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:14px;margin-top:16px}
            .tiles div{background:var(--card);border:1px solid var(--line);border-radius:10px;
            padding:14px 18px}
            .tiles b{display:block;font-size:26px;line-height:1.2}
            .tiles span{color:var(--dim);font-size:13.5px}
            table{width:100%;border-collapse:collapse;background:var(--card);
            border:1px solid var(--line);border-radius:10px;overflow:hidden}
            th,td{padding:9px 14px;text-align:left;vertical-align:top;
            border-top:1px solid var(--line)}
            thead th{border-top:0;font-size:12.5px;font-weight:600;color:var(--dim)}
            th.family{background:#f2f5f7;font-size:13px;color:var(--ink)}
            .scenarios td:nth-child(1){width:25%}
            .scenarios td:nth-child(3),.scenarios td:nth-child(4){width:14%}
            .planted td:nth-child(1){width:38%}
            td p{margin:0 0 3px;font-size:13.5px;overflow-wrap:anywhere}
            .dim{color:var(--dim);font-size:13px}
            .reason{font-weight:600}.finding{color:var(--bad)}
            .figure{font-weight:600;white-space:nowrap}.figure.over{color:var(--bad)}
            .pill{display:inline-block;padding:1px 10px;border-radius:999px;font-size:12.5px;
            font-weight:650;white-space:nowrap;border:1px solid}
            .pill.pass{color:var(--good);background:#eaf5ef;border-color:#bfe0ce}
            .pill.fail{color:var(--bad);background:#fdeeed;border-color:#f2c6c3}
            .pill.not_run{color:var(--none);background:#faf4e2;border-color:#e9dcb2}
            .plots{display:grid;grid-template-columns:1fr 1fr;gap:14px}
            figure{margin:0;background:var(--card);border:1px solid var(--line);
            border-radius:10px;padding:12px 16px}
            figcaption{font-size:13.5px;font-weight:600;margin-bottom:4px}
            svg{display:block;width:100%;height:auto}
            svg .grid{stroke:var(--line)}svg .mark{fill:var(--dim);font-size:11px;text-anchor:middle}
            svg .row{fill:var(--ink);font-size:12.5px}
            svg .limit{stroke:var(--bad);stroke-width:2}
            svg .fault{fill:var(--blue)}svg .over{fill:var(--bad)}
            svg .control{fill:#fff;stroke:#8796a1;stroke-width:1.5}
            .k{display:inline-block;width:10px;height:10px;border-radius:50%;margin:0 3px 0 10px}
            .k.fault{background:var(--blue);margin-left:0}
            .k.control{background:#fff;border:1.5px solid #8796a1}
            .k.limit{background:var(--bad);width:3px;border-radius:0;height:13px;
            vertical-align:-2px}
            .prose p{max-width:86ch}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:8px 0}
            dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
            code{background:#eef2f4;border-radius:4px;padding:1px 5px;font-size:.92em}
            @media(max-width:760px){main{padding:16px 12px 40px}header{padding:16px 18px}
            h1{font-size:23px}.tiles,.plots{grid-template-columns:1fr}
            thead{display:none}table,tbody,tr,td,th.family{display:block;width:auto!important}
            tr{border-top:1px solid var(--line);padding:8px 0}td{border:0;padding:3px 14px}
            td[data-label]::before{content:attr(data-label) ": ";color:var(--dim);font-size:13px}
            dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:6px}}
            @media print{body{background:#fff}main{max-width:none;padding:0}
            tr,figure{break-inside:avoid}}
            """;

    private PageStyle() {}
}
