/** The tables of the supervision page. */
import { viewWords } from './group-state.js';
import { Table } from './table.js';
import { twoStepButton } from './two-step.js';

const SENSOR_STATE = ['', 'ok', 'degraded', 'failed', 'never heard'];
const CLOCK = ['', 'good', 'offset', 'BAD'];
/** Sensor.Registration of airspace.proto. */
const REGISTRATION = ['', 'anchored', 'not observable', 'estimating', 'registered', 'IMPLAUSIBLE'];
/** A pace is told when it was looked at for a minute. */
const PACE_AFTER = 60_000;

/** Alert.Kind of airspace.proto, of those that can be inhibited. */
const NET = { 1: 'STCA', 100: 'APW', 101: 'MSAW', 102: 'APM', 103: 'CLAM', 104: 'RAM', 180: 'MTCD' };

export class SupervisionTables {
  constructor(page) {
    this.page = page;
    this.before = new Map(); // feed -> {datagrams, at}: for rates
    this.rates = new Map();
    this.freeAtFirst = new Map(); // replica -> {bytes, at}
    this.replicas = table('replicas', [
      'replica', '', 'role', 'status', 'view', 'op', 'commit', 'lag', 'frame', 'digest', 'heard', 'force p50/p99',
      'journal free', 'checkpoint', 'longest pause', 'subscribers', 'version', 'pid', 'up', 'last fault',
    ]);
    this.feeds = table('feeds', ['adapter', 'feed', 'datagrams', '/s', 'records', 'kernel drops', 'discarded', 'buffered', 'rejects by reason']);
    this.sensors = table('sensors', ['sensor', 'SAC/SIC', 'state', 'rotation', 'last', 'plots/min', 'clock', 'bias', 'duplicates', '', 'rejects by reason']);
    this.safetyNets = table('safety-nets', ['what', 'of', 'state', 'until', '']);
    this.rejects = table('rejects', ['reason', 'count']);
    this.displays = table('displays', ['display', 'position', 'frame', 'age', 'longest gap', 'missing', 'repeated', 'unconfirmed', 'sources']);
    document
      .getElementById('group-actions')
      .append(twoStepButton('checkpoint now', 'checkpoint now', () => page.checkpoint()));
    this.counters = null;
    this.counterMembers = '';
  }

  show(summary, now) {
    this.showReplicas(summary, now);
    this.showFeeds(now);
    this.showSensors();
    this.showSafetyNets();
    this.showTotals();
    this.showDisplays(now);
    this.showCounters();
  }

  showReplicas(summary, now) {
    const { group } = this.page;
    const { primary } = summary;
    const { frame, equal } = group.compareDigests(now);
    this.replicas.show(
      group.members.map(({ index, address }) => {
        const held = group.statuses.get(index);
        const live = group.isLive(index, now);
        const status = held?.status;
        const same = equal.get(index);
        const cells = status === undefined ? blank() : [
          live ? (index === primary ? 'primary' : 'backup') : '—',
          live ? (status.diverged ? 'DIVERGED' : status.status) : 'no word',
          viewWords(status.view),
          String(status.opNumber),
          String(status.commitNumber),
          `${status.lagOps} ops`,
          String(status.frame),
          !live || same === undefined ? '—' : same ? `equal at ${frame}` : 'DIFFERENT',
          `${((now - held.arrivedAt) / 1000).toFixed(1)} s`,
          `${(status.forceP50Micros / 1000).toFixed(2)}/${(status.forceP99Micros / 1000).toFixed(2)} ms`,
          this.journalFree(index, Number(status.journalFreeBytes), now),
          `op ${status.checkpointOp}, ${duration(Number(status.checkpointAgeMillis))}`,
          `${status.longestPauseMillis} ms`,
          String(status.subscribers),
          status.newestVersion > status.stateMachineVersion
            ? `${status.stateMachineVersion} (can ${status.newestVersion})`
            : String(status.stateMachineVersion),
          String(status.pid),
          duration(Number(status.uptimeMillis)),
          status.lastFault || '—',
        ];
        return {
          key: index,
          className: `${index === primary && live ? 'primary' : ''} ${!live || same === false || status.diverged ? 'bad' : status.status === 'NORMAL' ? '' : 'doubtful'}`,
          made: (row) => this.replicaActions(row, index),
          cells: [`R${index} ${address}`, null, ...cells],
        };
      }).concat(group.learners(summary).map(learnerRow)),
    );
  }

  /** And for how long that is, at the pace since this page was opened. */
  journalFree(index, bytes, now) {
    const gibibytes = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
    const first = this.freeAtFirst.get(index);
    if (first === undefined || bytes > first.bytes) this.freeAtFirst.set(index, { bytes, at: now });
    else if (now - first.at > PACE_AFTER && bytes < first.bytes) {
      const hours = (bytes * (now - first.at)) / (first.bytes - bytes) / 3_600_000;
      return `${gibibytes}, ${hours > 9999 ? '> 9999' : hours.toFixed(0)} h`;
    }
    return gibibytes;
  }

  replicaActions(row, index) {
    const stepDown = twoStepButton('step down', `step down replica ${index}`, () => this.page.stepDown(index));
    stepDown.classList.add('for-primary');
    row.cells[1].append(stepDown);
    if (!this.page.demoControl) return;
    row.cells[1].append(
      twoStepButton('kill -9', `kill -9 replica ${index}`, () => this.page.disturb('kill', index)),
      twoStepButton('freeze', `freeze replica ${index}`, () => this.page.disturb('freeze', index)),
      twoStepButton('cut network', `cut the network of replica ${index}`, () => this.page.disturb('cut', index)),
      twoStepButton('damage journal', `damage the journal of replica ${index}`, () => this.page.disturb('damage', index)),
    );
  }

  showFeeds(now) {
    const { picture } = this.page;
    this.feeds.show(
      [...picture.feeds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, feed]) => ({
        key,
        className: feed.kernelDrops > 0n || feed.discarded > 0n ? 'doubtful' : '',
        cells: [
          feed.adapter,
          feed.feed,
          String(feed.datagrams),
          this.rate(key, Number(feed.datagrams), now),
          String(feed.records),
          String(feed.kernelDrops),
          String(feed.discarded),
          String(feed.buffered),
          reasons(feed.rejects),
        ],
      })),
    );
  }

  rate(key, count, now) {
    const before = this.before.get(key);
    if (before === undefined || now - before.at > 2000) {
      if (before !== undefined) this.rates.set(key, Math.max(0, ((count - before.count) * 1000) / (now - before.at)));
      this.before.set(key, { count, at: now });
    }
    const rate = this.rates.get(key);
    return rate === undefined ? '—' : rate.toFixed(1);
  }

  showSensors() {
    const { picture } = this.page;
    this.sensors.show(
      [...picture.sensors.values()].sort((a, b) => a.sacSic - b.sacSic).map((sensor) => {
        const age = picture.time - Number(sensor.lastReportMicros) / 1000;
        return {
          key: sensor.sacSic,
          className: sensor.state === 3 ? 'bad' : sensor.state === 1 ? '' : 'doubtful',
          made: (row) => this.sensorAction(row, sensor.sacSic),
          cells: [
            sensor.name,
            `${sensor.sacSic >> 8}/${sensor.sacSic & 255}`,
            sensor.enabled ? (SENSOR_STATE[sensor.state] ?? '') : 'off',
            `${(sensor.periodMillis / 1000).toFixed(2)} s`,
            sensor.lastReportMicros === 0n ? '—' : `${(Math.max(0, age) / 1000).toFixed(1)} s`,
            String(sensor.plotsPerMinute),
            `${CLOCK[sensor.clock] ?? ''} ${sensor.clockOffsetMillis} ms`,
            bias(sensor.alignment),
            String(sensor.duplicates),
            null,
            reasons(sensor.rejects),
          ],
        };
      }),
    );
  }

  sensorAction(row, sacSic) {
    const button = twoStepButton('on/off', `switch sensor ${sacSic >> 8}/${sacSic & 255}`, () => {
      const sensor = this.page.picture.sensors.get(sacSic);
      if (sensor !== undefined) this.page.enableSensor(sacSic, !sensor.enabled);
    });
    row.cells[9].append(button);
  }

  showSafetyNets() {
    const { safetyNets } = this.page.picture;
    if (safetyNets === null) return;
    const ofQnh = (row, region) => this.qnhAction(row, region);
    const ofRunways = (row, airport, used) => this.runwayAction(row, airport, used);
    this.safetyNets.show(safetyNetRows(safetyNets, ofQnh, ofRunways));
  }

  /** A QNH is set where it is shown. */
  qnhAction(row, region) {
    const value = document.createElement('input');
    value.type = 'number';
    value.min = '850';
    value.max = '1090';
    value.setAttribute('aria-label', `QNH of ${region}, hectopascals`);
    const set = twoStepButton('set', `set QNH of ${region}`, () => {
      if (value.value !== '' && value.reportValidity()) this.page.setQnh(region, Number(value.value));
    });
    row.cells[4].append(value, set);
  }

  /** The runways in use stand in the form; they are set where they are shown. */
  runwayAction(row, airport, { landings, departures }) {
    const [landing, departing] = [['landings', landings], ['departures', departures]].map(([use, runways]) => {
      const input = document.createElement('input');
      input.value = runways.join(' ');
      input.setAttribute('aria-label', `runways of ${airport} for ${use}`);
      input.title = `runways for ${use}, with spaces between; none: no ${use}`;
      return input;
    });
    const set = twoStepButton('set', `set runways of ${airport}`, () => {
      this.page.setRunways(airport, runwaysIn(landing.value), runwaysIn(departing.value));
    });
    row.cells[4].append('landing ', landing, 'departing ', departing, set);
  }

  showTotals() {
    const { totals } = this.page.picture;
    if (totals === null) return;
    const share = totals.tracks === 0 ? 0 : (100 * totals.correlated) / totals.tracks;
    const pairs = [
      ['tracks', totals.tracks],
      ['coasting', totals.coasting],
      ['correlated', `${totals.correlated} (${share.toFixed(0)} %)`],
      ['flight plans', totals.flights],
      ['plots/s', totals.plotsPerSecond],
      ['plots', totals.plots],
      ['duplicates', totals.duplicates],
      ['quarantined', totals.quarantined],
    ];
    document.getElementById('totals').replaceChildren(
      ...pairs.flatMap(([name, value]) => {
        const term = document.createElement('dt');
        term.textContent = name;
        const detail = document.createElement('dd');
        detail.textContent = String(value);
        return [term, detail];
      }),
    );
    this.rejects.show(totals.rejects.map(({ reason, count }) => ({ key: reason, cells: [reason, String(count)] })));
  }

  showDisplays(now) {
    this.displays.show(
      this.page.group.displays(now).map((display) => ({
        key: display.name,
        className: display.missing > 0n || display.repeated > 0n ? 'doubtful' : '',
        cells: [
          display.name,
          display.position,
          String(display.frame),
          `${display.ageMillis} ms`,
          `${display.longestGapMillis} ms`,
          String(display.missing),
          String(display.repeated),
          String(display.unconfirmed),
          String(display.sources),
        ],
      })),
    );
  }

  /** Rejects, bounds reached and high-water marks of each replica, side by side. */
  showCounters() {
    const { members, statuses } = this.page.group;
    const key = members.map(({ index }) => index).join();
    if (key === '') return;
    if (this.counterMembers !== key) {
      this.counterMembers = key;
      const element = document.getElementById('counters');
      element.replaceChildren();
      this.counters = table('counters', ['counter', ...members.map(({ index }) => `R${index}`)]);
    }
    const names = new Map();
    for (const [replica, { status }] of statuses) {
      for (const { name, value } of status.counters) {
        if (!names.has(name)) names.set(name, new Map());
        names.get(name).set(replica, value);
      }
    }
    this.counters.show(
      [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, values]) => ({
        key: name,
        cells: [name, ...members.map(({ index }) => String(values.get(index) ?? '—'))],
      })),
    );
  }
}

/** Designators as people write them: 24R 24L. */
function runwaysIn(text) {
  return text.toUpperCase().split(/[\s,]+/).filter((one) => one !== '');
}

/** What the safety nets go by: QNH, runways in use, active areas, inhibitions. */
function safetyNetRows({ qnh, runways, areas, inhibitions }, ofQnh, ofRunways) {
  const rows = qnh.map(({ region, hectopascals, degraded }) => ({
    key: `qnh ${region}`,
    made: (row) => ofQnh(row, region),
    className: degraded ? 'doubtful' : '',
    cells: ['QNH', region, `${hectopascals === 0 ? 'none' : `${hectopascals} hPa`}${degraded ? ', MSAW degraded' : ''}`, '', null],
  }));
  const airports = [...new Set(runways.map(({ airport }) => airport))];
  for (const airport of airports) {
    const inUse = (forDepartures) =>
      runways
        .filter((one) => one.airport === airport && one.inUse && one.forDepartures === forDepartures)
        .map(({ runway }) => runway);
    const used = { landings: inUse(false), departures: inUse(true) };
    const words = `landing ${used.landings.join(' ') || 'none'}, departing ${used.departures.join(' ') || 'none'}`;
    rows.push({
      key: `runways ${airport} ${words}`, // the form is of what is in use
      made: (row) => ofRunways(row, airport, used),
      className: '',
      cells: ['runways', airport, words, '', null],
    });
  }
  for (const { area, active, byHand, untilMicros } of areas) {
    const state = `${active ? 'active' : 'not active'}${byHand ? ' by order' : ''}`;
    rows.push({ key: `area ${area}`, className: active ? 'doubtful' : '', cells: ['area', area, state, until(untilMicros), ''] });
  }
  for (const { kind, subject, untilMicros } of inhibitions) {
    const of = `${subject.case ?? ''} ${subject.value ?? ''}`;
    rows.push({ key: `inhibited ${kind} ${of}`, className: 'doubtful', cells: [NET[kind] ?? '', of, 'inhibited', until(untilMicros), ''] });
  }
  return rows;
}

/** Measured minus true, as far as it is known. */
function bias(alignment) {
  const state = REGISTRATION[alignment?.registration ?? 0] ?? '';
  const known = alignment?.registration === 4 || alignment?.registration === 5;
  return known ? `${state} ${alignment.rangeMetres} m ${(alignment.azimuthMillidegrees / 1000).toFixed(3)}°` : state;
}

function until(micros) {
  return micros === 0n ? '' : new Date(Number(micros / 1000n)).toISOString().slice(0, 16).replace('T', ' ');
}

function table(id, heads) {
  return new Table(
    document.getElementById(id),
    heads.map((head) => ({ head })),
  );
}

/** Who follows and counts for nothing: what the primary knows of it. */
function learnerRow({ index, opNumber, commitNumber }) {
  const cells = ['learner', 'follows', '—', String(opNumber), String(commitNumber), ...Array(13).fill('—')];
  return { key: `learner-${index}`, className: 'doubtful', made: () => {}, cells: [`R${index}`, null, ...cells] };
}

function blank() {
  return ['—', 'no word', ...Array(16).fill('—')];
}

function reasons(rejects) {
  return rejects.map(({ reason, count }) => `${reason} ${count}`).join(' · ') || '—';
}

function duration(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
