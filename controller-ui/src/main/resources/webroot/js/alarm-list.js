/**
 * The alarms of the group as one list: what the replicas tell, what the model tells, and what
 * supervisors have said of them. An alarm is known by its kind and its subject, whoever tells it
 * (docs/adr/0040).
 */

/** Those that call at once; all others warn. */
const URGENT = new Set([
  'QUORUM_LOST', 'DIVERGED', 'DIGESTS_DIFFER', 'CHECKPOINT_DIFFERS', 'LOG_CONFLICT', 'VIEW_CONFLICT',
  'COMMITTED_BODY_LOST', 'TWO_MACHINES', 'REPLICA_SILENT', 'SENSOR_FAILED',
]);

/** The model refuses these too (Attentions.NEVER_SHELVED). */
const NEVER_SHELVED = new Set([
  'QUORUM_LOST', 'DIVERGED', 'DIGESTS_DIFFER', 'CHECKPOINT_DIFFERS', 'LOG_CONFLICT', 'VIEW_CONFLICT',
]);

/** In the order of the list. */
export const STATE = Object.freeze({ NEW: 0, ENDED: 1, ACKNOWLEDGED: 2, SHELVED: 3 });

/**
 * @param told [{replica, live, heardAgo, alarms}] of each replica that has ever said anything
 * @param list {alarms, attentions} of the picture
 * @param time of the picture, ms
 * @returns [{kind, subject, text, since, ended, seen, state, urgent, mayBeShelved, attention, heardAgo}]
 *     in the order in which they want to be looked at; times in microseconds, BigInt
 */
export function joinedAlarms(told, list, time) {
  const words = new Map();
  const say = (alarm, word) => {
    const key = keyOf(alarm);
    if (!words.has(key)) words.set(key, []);
    words.get(key).push({ ...word, alarm });
  };
  for (const { replica, live, heardAgo, alarms } of told) {
    for (const alarm of alarms) say(alarm, { teller: `R${replica}`, live, heardAgo });
  }
  for (const alarm of list.alarms) say(alarm, { teller: 'model', live: true, heardAgo: 0 });
  const attentions = new Map(list.attentions.map((attention) => [keyOf(attention), attention]));
  const now = BigInt(Math.round((time ?? 0) * 1000));
  const joined = [];
  for (const [key, all] of words) {
    const alarm = join(believed(all), all, attentions.get(key), now);
    if (alarm !== null) joined.push(alarm);
  }
  return joined.sort(
    (a, b) => a.state - b.state || Number(b.urgent) - Number(a.urgent) || (a.since < b.since ? 1 : -1),
  );
}

export function keyOf({ kind, subject }) {
  return `${kind} ${subject}`;
}

/** What one says of itself counts before what others say of it, the living before the dead. */
function believed(all) {
  const own = all.filter(({ teller, live, alarm }) => live && teller === alarm.subject);
  if (own.length > 0) return own;
  const living = all.filter(({ live }) => live);
  return living.length > 0 ? living : all;
}

/** One alarm of what is believed of it; null when it is over and seen. */
function join(words, all, attention, now) {
  const standing = words.filter(({ alarm }) => alarm.endedMicros === 0n);
  const stands = standing.length > 0;
  // It has stood for as long as anybody has seen it stand; what is over is over for all.
  const told = stands ? standing : lastOccurrence(words);
  const first = told.reduce((a, b) => (a.alarm.sinceMicros < b.alarm.sinceMicros ? a : b));
  const since = first.alarm.sinceMicros;
  const acknowledged = attention !== undefined && attention.acknowledgedSinceMicros >= since;
  if (!stands && acknowledged) return null;
  const shelved = attention !== undefined && attention.shelvedUntilMicros > now;
  const { kind, subject, text } = first.alarm;
  return {
    kind,
    subject,
    text,
    since,
    ended: stands ? 0n : greatest(told.map(({ alarm }) => alarm.endedMicros)),
    seen: greatest(all.map(({ alarm }) => alarm.sinceMicros)),
    state: shelved ? STATE.SHELVED : acknowledged ? STATE.ACKNOWLEDGED : stands ? STATE.NEW : STATE.ENDED,
    urgent: URGENT.has(kind),
    mayBeShelved: !NEVER_SHELVED.has(kind),
    attention,
    heardAgo: first.live ? 0 : first.heardAgo,
  };
}

/** Of what has ended: what was there while the last was, as several tell of one occurrence. */
function lastOccurrence(words) {
  const latestFirst = [...words].sort((a, b) => (a.alarm.endedMicros > b.alarm.endedMicros ? -1 : 1));
  let begin = latestFirst[0].alarm.sinceMicros;
  const last = [];
  for (const word of latestFirst) {
    if (word.alarm.endedMicros < begin) break;
    last.push(word);
    if (word.alarm.sinceMicros < begin) begin = word.alarm.sinceMicros;
  }
  return last;
}

function greatest(values) {
  return values.reduce((a, b) => (a > b ? a : b));
}
