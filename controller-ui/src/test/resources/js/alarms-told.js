/** Alarms as replicas and the model would tell them, for what the page makes of them. */
import { STATE, joinedAlarms } from '/js/alarm-list.js';

const NAMES = Object.fromEntries(Object.entries(STATE).map(([name, value]) => [value, name]));

const alarm = ([kind, subject, since, ended = 0]) => ({
  kind,
  subject,
  text: '',
  sinceMicros: BigInt(since),
  endedMicros: BigInt(ended),
});

/**
 * @param replicas {0: [[kind, subject, since, ended]], …}; a name with '!' is of one that is dead
 * @param said [[kind, subject, acknowledged since, shelved until]]
 * @param time of the picture, microseconds
 * @returns "KIND subject STATE since/seen" of each alarm in the order of the list
 */
export function list(replicas, said, time) {
  const told = Object.entries(replicas).map(([name, alarms]) => ({
    replica: Number(name.replace('!', '')),
    live: !name.includes('!'),
    heardAgo: name.includes('!') ? 7000 : 0,
    alarms: alarms.map(alarm),
  }));
  const attentions = said.map(([kind, subject, acknowledged, until]) => ({
    kind,
    subject,
    acknowledgedSinceMicros: BigInt(acknowledged),
    shelvedUntilMicros: BigInt(until),
  }));
  return joinedAlarms(told, { alarms: [], attentions }, time / 1000).map(
    ({ kind, subject, state, since, seen, heardAgo }) =>
      `${kind} ${subject} ${NAMES[state]} ${since}/${seen}${heardAgo === 0 ? '' : ' old'}`,
  );
}
