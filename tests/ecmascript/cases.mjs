// Writes, beside each cases/NAME.txt, what node gives for the expression of each line: cases/NAME.expected, line by
// line. Run: node cases.mjs [NAME…]; node must be version 20 or newer. Lines that begin with # are comments; `# zone Z`
// says in which time zone the expressions of the file are evaluated, UTC otherwise.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const folder = new URL('cases/', import.meta.url)
const all = fs.readdirSync(folder).filter(f => f.endsWith('.txt')).map(f => f.slice(0, -4))
if (process.env.SCXML_CASES) {
  const lines = fs.readFileSync(new URL(process.env.SCXML_CASES + '.txt', folder), 'utf8').trimEnd().split('\n')
  const outcome = (0, eval)(fs.readFileSync(new URL('show.js', folder), 'utf8') + ';outcome')
  const results = lines.map(line => /^(#|$)/.test(line) ? '' : outcome((0, eval)(`(function () { return (${line}); })`)))
  fs.writeFileSync(new URL(process.env.SCXML_CASES + '.expected', folder), results.map(r => r.replace(/\n/g, '\\n') + '\n').join(''))
} else {
  for (const name of process.argv.length > 2 ? process.argv.slice(2) : all) {
    const zone = /^# zone (\S+)/m.exec(fs.readFileSync(new URL(name + '.txt', folder), 'utf8'))
    const env = { ...process.env, SCXML_CASES: name, TZ: zone ? zone[1] : 'UTC', LANG: 'en_US.UTF-8' }
    const { status } = spawnSync(process.execPath, [process.argv[1]], { env, stdio: 'inherit' })
    if (status) process.exit(status)
  }
}
