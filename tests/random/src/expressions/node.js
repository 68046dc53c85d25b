// Each argument of `compare` is a script; one line for each says what it gives.
function compare(scripts) {
  for (const script of scripts) {
    let text
    try {
      text = require('vm').runInThisContext(script, { timeout: 5000 })
    } catch (e) {
      text = 'fails: ' + (e && e.message)
    }
    process.stdout.write(JSON.stringify(text) + '\n')
  }
}
