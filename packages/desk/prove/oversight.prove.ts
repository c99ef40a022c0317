/**
 * Teams with habits, month after month: the planted rubber-stamp team is flagged and the healthy one is not, each in at
 * least 95 % of the simulations; at the bound itself no alarm goes more often than is stated.
 */
import { parseArgs } from 'node:util'
import { defaultSettings, figuresOf } from '../src/index.ts'
import { decisionsOf, healthy, rubberStamp, seeded } from '../test/invented-teams.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1000' } },
})
const count = Number(values.count)
const { oversight } = defaultSettings
const say = (habit: typeof healthy) =>
  `${habit.decisions} decisions of ${habit.officers} officers, ${(habit.overrides * 100).toFixed(1)} % overrides, ${(habit.medianMs / 1000).toFixed(0)} s in the median`

const habits = {
  'rubber stamp': rubberStamp,
  'rubber stamp, known by overrides alone': { ...rubberStamp, decisions: 1_500, medianMs: 240_000, spread: 1.2 },
  healthy,
  'healthy for a year': { ...healthy, decisions: 3_600 },
  'at the lower bound': { ...healthy, decisions: 1_000, overrides: oversight.lowest },
  'at the upper bound': { ...healthy, decisions: 1_000, overrides: oversight.highest },
  'half of it quick': { ...healthy, decisions: 1_000, medianMs: oversight.quickMs },
}
const went = Object.fromEntries(
  Object.entries(habits).map(([name, habit], place) => {
    let flagged = 0
    const by: Record<string, number> = {}
    for (let at = 0; at < count; at++) {
      const random = seeded(Number(values.seed) * 7_919 + place * 1_000_003 + at)
      const { alarms } = figuresOf(decisionsOf('team', '2026-03', habit, random), defaultSettings)
      if (alarms.length > 0) flagged += 1
      for (const { kind } of alarms) by[kind] = (by[kind] ?? 0) + 1
    }
    console.log(`${name} (${say(habit)}): an alarm in ${flagged} of ${count}; ${JSON.stringify(by)}`)
    return [name, flagged / count]
  }),
)
const share = (name: keyof typeof habits) => went[name] ?? 0
// Three alarms of falseAlarm each can go; the chance of more than this by luck is below one in a thousand.
const most = 3 * oversight.falseAlarm + 3.1 * Math.sqrt((3 * oversight.falseAlarm) / count)
const holds =
  share('rubber stamp') >= 0.95 &&
  share('rubber stamp, known by overrides alone') >= 0.95 &&
  share('healthy') <= 0.05 &&
  share('healthy for a year') <= 0.05 &&
  share('at the lower bound') <= most &&
  share('at the upper bound') <= most &&
  share('half of it quick') <= most
console.log(
  `oversight: ${holds ? 'holds' : 'FAILS'} (seed ${values.seed}, stated false alarm ${oversight.falseAlarm} each)`,
)
process.exitCode = holds ? 0 : 1
