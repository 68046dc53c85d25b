// Makes scripts.scxml and scripts.expected from scripts.txt, and the same from functions.txt: each part is the body of
// a function, and what node gives for it is what a compiled machine must give. What stands before a line `+++` is not
// part of the body: it declares session-wide functions. Run: node scripts.mjs
import fs from 'node:fs'

const here = new URL('.', import.meta.url)
const show = `function show(f) {
  try { return JSON.stringify(f()) + '' } catch (e) { return 'throws ' + (e && e.name || e) }
}`

for (const table of ['scripts', 'functions']) {
  const parts = fs.readFileSync(new URL(`${table}.txt`, here), 'utf8').trimEnd().split('\n---\n')
  const split = (part) => part.includes('\n+++\n') ? part.split('\n+++') : ['', `\n${part}`]
  const functions = parts.map(split).map(([before, body], i) => `${before}\nfunction script_${i}() {${body}\n}`.trimStart())
  const calls = parts.map((_, i) => `      <log label="${i}" expr="show(script_${i})"/>`)
  fs.writeFileSync(new URL(`${table}.scxml`, here), `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
  <!-- made by scripts.mjs -->
  <script><![CDATA[
${show}
${functions.join('\n')}
]]></script>
  <state>
    <onentry>
${calls.join('\n')}
    </onentry>
  </state>
</scxml>
`)
  const run = (0, eval)(`(function () { ${show}\n${functions.join('\n')}\nreturn [${parts.map((_, i) => `show(script_${i})`)}] })`)
  fs.writeFileSync(new URL(`${table}.expected`, here), run().map((text, i) => `${i}: ${text}\n`).join(''))
}
