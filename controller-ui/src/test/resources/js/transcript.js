/** Runs one transcript of arrivals against the page's arbiter; see transcripts/README.md. */
import { FrameArbiter } from '/js/arbiter.js';
import { FRAMES, SLOW } from '/js/arbiter/streams.js';

/** @returns a list of differences; empty when the arbiter did exactly what the transcript says */
export function runTranscript(name, files) {
  const lines = expand(name, files);
  const differences = [];
  let arbiter = null;
  let pending = null;
  const finish = () => {
    if (pending === null) return;
    const did = pending.did.join('\n');
    const should = pending.should.join('\n');
    if (did !== should) {
      differences.push(`${name}: ${pending.line}\nshould\n${should}\ndid\n${did}`);
    }
    pending = null;
  };
  for (const line of lines) {
    if (line.startsWith('=> ')) {
      pending.should.push(line);
      continue;
    }
    finish();
    const words = line.split(/\s+/);
    if (words[0] === 'sources') {
      const at = words.indexOf('quorum');
      arbiter = new FrameArbiter(words.slice(1, at), Number(words[at + 1]), words.includes('slow') ? SLOW : FRAMES);
    } else {
      pending = { line, should: [], did: arrive(arbiter, words).map((a) => `=> ${say(a)}`) };
    }
  }
  finish();
  return differences;
}

function expand(name, files) {
  return files[name].split('\n').map((line) => line.trim()).flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    return line.startsWith('include ') ? expand(line.slice(8), files) : [line];
  });
}

function arrive(arbiter, words) {
  const now = Number(words[0]);
  if (words[1] === 'tick') return arbiter.tick(now);
  if (words[1] === 'group') {
    const at = words.indexOf('quorum');
    return arbiter.regrouped(now, words.slice(2, at), Number(words[at + 1]));
  }
  const [, source, verb, what] = words;
  switch (verb) {
    case 'opens':
      return arbiter.opened(now, source);
    case 'closes':
      return arbiter.closed(now, source);
    case 'speaks':
      return arbiter.heard(now, source);
    case 'accused':
      return arbiter.accuse(now, source, Number(what), words.slice(4).join(' '));
    case 'digest':
      return arbiter.digest(now, source, Number(what), words[4]);
    case 'digests':
      return range(what).flatMap((n) => arbiter.digest(now, source, n, `d${n}`));
    case 'frames':
      return range(what).flatMap((n) => arbiter.frame(now, source, frame(n, [])));
    case 'frame':
      return arbiter.frame(now, source, frame(Number(what), words.slice(4)));
    case 'keyframe': {
      const number = Number(what);
      const sha = words[4] ?? `k${number}`;
      return arbiter.keyframe(now, source, { number, sha, frameDigest: words[5] ?? `d${number}` });
    }
    default:
      throw new Error(`no such arrival: ${words.join(' ')}`);
  }
}

function range(text) {
  const [from, to] = text.split('..').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function frame(number, words) {
  const made = {
    number,
    digest: `d${number}`,
    previous: `d${number - 1}`,
    proof: number % 50 === 10 && number > 10 ? `k${number - 10}` : null,
  };
  for (let index = 0; index < words.length; index++) {
    if (words[index] === 'after') made.previous = words[++index];
    else if (words[index] === 'links') made.link = words[++index];
    else if (words[index] === 'proves') made.proof = words[++index];
    else made.digest = words[index];
  }
  made.link ??= made.digest;
  return made;
}

function say(action) {
  switch (action.type) {
    case 'show':
      return `show ${action.number} ${action.confirmed ? 'confirmed' : 'unconfirmed'}`;
    case 'rebase': {
      const how = action.confirmed ? 'confirmed' : 'unconfirmed';
      const skipping = action.skipped > 0 ? ` skipping ${action.skipped}` : '';
      return `rebase ${action.keyframe.number} through ${action.through} ${how}${skipping}`;
    }
    case 'subscribe':
      return `subscribe ${action.source} from ${action.from} ${action.mode}`;
    case 'setMode':
      return `setMode ${action.source} ${action.mode} from ${action.from}`;
    case 'getFrames':
      return `getFrames ${action.source} ${action.from} to ${action.to}`;
    case 'getKeyframe':
    case 'readmit':
      return `${action.type} ${action.source}`;
    case 'suspect':
      return `suspect ${action.source} ${action.number} ${action.reason}`;
    case 'light':
      return `light ${action.source} ${action.state}`;
    case 'picture':
      return `picture ${action.state}`;
    default:
      return `${action.type} ${action.number}`;
  }
}
