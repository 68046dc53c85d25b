// Makes scripts.scxml and scripts.expected from scripts.txt: each part of it is the body of a function, and what node
// gives for it is what a compiled machine must give. Run: node scripts.mjs
import fs from 'node:fs'

const here = new URL('.', import.meta.url)
const bodies = fs.readFileSync(new URL('scripts.txt', here), 'utf8').trimEnd().split('\n---\n')
const show = `function show(f) {
  try { return JSON.stringify(f()) + '' } catch (e) { return 'throws ' + (e && e.name || e) }
}`
const functions = bodies.map((body, i) => `function script_${i}() {\n${body}\n}`)
const calls = bodies.map((_, i) => `      <log label="${i}" expr="show(script_${i})"/>`)
fs.writeFileSync(new URL('scripts.scxml', here), `<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">
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
const run = (0, eval)(`(function () { ${show}\n${functions.join('\n')}\nreturn [${bodies.map((_, i) => `show(script_${i})`)}] })`)
fs.writeFileSync(new URL('scripts.expected', here), run().map((text, i) => `${i}: ${text}\n`).join(''))
