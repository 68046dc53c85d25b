// What do operators and built-ins give? Run with node; the output is kept beside this file: node tables.mjs > tables.txt
// A line: kind, name, operands as JSON, result as JSON; {"$": …} stands for what JSON has no word for.
const encode = value => JSON.stringify(plain(value))
function plain(value) {
  if (value === undefined) return { $: 'undefined' }
  if (Object.is(value, -0)) return { $: '-0' }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: String(value) }
  if (Array.isArray(value)) return Array.from(value, (e, i) => (i in value ? plain(e) : { $: 'hole' }))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]))
  return value
}
function line(kind, name, operands, compute) {
  const given = encode(operands)
  let result
  try { result = encode(compute()) } catch (error) { result = JSON.stringify({ $throws: error.name }) }
  console.log([kind, name, given, result].join('\t'))
}

const operands = [undefined, null, true, -0, 1, -1.5, 4294967297.5, NaN, '', '1', '0x10', 'abc', [2], {}]
const binary = {
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, div: (a, b) => a / b, rem: (a, b) => a % b,
  pow: (a, b) => Math.pow(a, b), shl: (a, b) => a << b, shr: (a, b) => a >> b, ushr: (a, b) => a >>> b,
  bit_and: (a, b) => a & b, bit_or: (a, b) => a | b, bit_xor: (a, b) => a ^ b,
  eq: (a, b) => a == b, strict_eq: (a, b) => a === b, lt: (a, b) => a < b, le: (a, b) => a <= b,
  gt: (a, b) => a > b, ge: (a, b) => a >= b,
}
for (const [name, f] of Object.entries(binary))
  for (const a of operands) for (const b of operands)
    // Powers that are no integer are rounded as each library likes.
    if (name !== 'pow' || !(b % 1)) line('binary', name, [a, b], () => f(structuredClone(a), structuredClone(b)))
const unary = { neg: a => -a, plus: a => +a, bit_not: a => ~a, typeof: a => typeof a, not: a => !a, string: a => String(a) }
const more = [false, Infinity, ' -1.5\n', [], [1, 2],
  'Infinity', '-Infinity', '+1', '.5', '5.', '.', '1e3', '1e', '1_0', '-0x10', '0x', '\u00a01\ufeff', '1 2', '123456789012345678901234567890', '1e400', '-', '12abc',
  0.1, 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, 2147483648, -2147483649, 1e100, 0.000001, 100, 4.35]
for (const [name, f] of Object.entries(unary)) for (const a of [...operands, ...more]) line('unary', name, [a], () => f(a))

const methods = [
  ...[[0], [2], [3], [-1], [1.9], ['x'], []].flatMap(a => [['abc', 'charAt', a], ['abc', 'charCodeAt', a], ['a\ud83d\ude00b', 'charCodeAt', a]]),
  ...[['b'], ['b', 2], ['b', -5], ['', 9], ['', 1], ['abcabcabcx'], [undefined], ['c', 1], ['bc'], ['b', NaN], ['b', 0]].flatMap(a => [['abcabc', 'indexOf', a], ['abcabc', 'lastIndexOf', a]]),
  ...[[1, 3], [3, 1], [-2], [-2, -1], [1], [], [NaN, 2], [0, 99], [2, -9], [undefined, 2], [5, 2], [-99, 2], [1, undefined]].flatMap(a =>
    ['substring', 'slice', 'substr'].flatMap(m => [['abcdef', m, a], ['abcdefghijklmnopqrstuvwxyz\u20ac', m, a]])),
  ...[[','], [',', 2], [''], ['', 2], [], ['', 0], [undefined, 1], ['b,'], ['x'], [',', -1], ['a,b,,c']].map(a => ['a,b,,c', 'split', a]),
  ['a'.repeat(60) + 'b' + 'a'.repeat(40) + 'bb', 'indexOf', ['a'.repeat(40) + 'bb']], ['ab'.repeat(50) + 'c', 'indexOf', ['ab'.repeat(20) + 'c', 3]], ['ab'.repeat(50), 'indexOf', ['ab'.repeat(20) + 'c']],
  ['', 'split', ['']], ['', 'split', [',']], ['', 'split', []],
  ...[['b', 'X'], ['', '-'], ['b', '$&$&'], ['b', "[$`|$'|$$|$1|$]"], ['x', 'y'], ['a', undefined], ['b', 1]].map(a => ['abcb', 'replace', a]),
  ['stra\u00dfe \u0130\u03a3', 'toUpperCase', []], ['STRASSE \u0130 \u039f\u03a3', 'toLowerCase', []], ['x\ud83dy', 'toUpperCase', []],
  ['\u00a0\t\ufeff x y \u2028\n', 'trim', []], ['a', 'concat', [1, null, undefined, [1, 2]]], ['abc', 'toString', []], ['abc', 'hasOwnProperty', ['length']], ['abc', 'hasOwnProperty', ['1']], ['abc', 'hasOwnProperty', [3]],
  ...[[2], [8], [16], [36], [10], [undefined], [1], [37], [3]].flatMap(a => [255, -255, 0.5, 0.1, 3.75, NaN, 123456.789, 2 ** 53].map(n => [n, 'toString', a])),
  [true, 'toString', []], [5, 'valueOf', []], [{}, 'toString', []], [[], 'toString', []], [[1, [2, [3, null]], undefined], 'toString', []],
  [{ a: 1 }, 'hasOwnProperty', ['a']], [{ a: 1 }, 'hasOwnProperty', ['toString']], [{ a: 1 }, 'propertyIsEnumerable', ['a']], [[1], 'propertyIsEnumerable', ['length']],
  ...[[], ['-'], [undefined], [null], ['']].flatMap(a => [[[1, 'a', null, undefined, true, [2, 3]], 'join', a], [[, 1, ,], 'join', a], [[], 'join', a]]),
  ...[[1], [4, 5], [], [[1, 2]]].flatMap(a => [[[1, 2], 'push', a], [[1, 2], 'unshift', a], [[1, , 3], 'unshift', a], [[1, 2], 'concat', a], [[, 1], 'concat', a]]),
  ...['pop', 'shift', 'reverse'].flatMap(m => [[[1, 2, 3], m, []], [[], m, []], [[1, , 3, ,], m, []], [[, 2], m, []]]),
  ...[[1], [1, 3], [-2], [-2, -1], [], [5], [2, 1], [undefined, 2]].flatMap(a => [[[1, 2, 3, 4], 'slice', a], [[1, , 3, , 5], 'slice', a]]),
  ...[[1], [1, 1], [0, 0, 'x'], [1, 1, 'x', 'y'], [-1, 1], [], [1, -1, 'z'], [9, 9, 'e'], [0, 9], [undefined]].flatMap(a => [[[1, 2, 3, 4], 'splice', a], [[1, , 3, , 5], 'splice', a]]),
  ...[[2], [2, 2], [2, -1], ['2'], [NaN], [undefined], [2, 9], [2, -9], [2, NaN]].flatMap(a => [[[1, 2, 3, 2], 'indexOf', a], [[1, 2, 3, 2], 'lastIndexOf', a], [[1, , NaN, undefined], 'indexOf', a]]),
  [[3, 10, 2, 1, 'b', 'a', undefined, null], 'sort', []], [[3, , 1, undefined, , 2], 'sort', []], [['b', 'a', 'B', '\u00e9', '\ud83d\ude00', '\uffff'], 'sort', []], [[], 'sort', []], [[1], 'sort', [5]],
]
for (const [self, name, args] of methods)
  line('method', name, [self, args], () => { const result = self[name](...args); return typeof self === 'object' ? [result, self] : result })

const statics = {
  parseInt: [['12px'], ['0x1F'], ['0x'], [' -42 '], ['101', 2], ['z', 36], ['9', 8], [''], ['1e3'], ['0x10', 16], ['0x10', 10], ['10', 1], ['10', 37], ['123456789012345678901234567890'], ['-0'], [null], [null, 36], ['1'.repeat(70), 2], ['9007199254740993'], ['fffffffffffffc00001', 16], [3.99], [1e21], ['10', '2']],
  parseFloat: [['3.14abc'], ['.5.5'], ['-.5e-2x'], ['Infinityx'], ['-Infinity'], ['e5'], ['1e'], ['1e+'], ['+'], [' \n7'], ['0x10'], ['1_000'], ['\u0661'], [null]],
  isNaN: [['x'], [''], [undefined], [[]], [{}], [' 1 ']], isFinite: [['1'], ['x'], [Infinity], [null]],
  Number: [[], ['12'], [[5]], [[1, 2]], [{}], [null], [undefined], [true]], String: [[], [null], [undefined], [[1, [2, 3]]], [{}], [-0], [1e21]], Boolean: [[], [''], ['0'], [0], [NaN], [[]], [null]],
  'Math.max': [[], [1, 3, 2], [1, NaN], [-0, 0], ['5', 1], [0, -0]], 'Math.min': [[], [1, 3, 2], [1, NaN], [0, -0], [-0, 0]],
  'Math.round': [[2.5], [-2.5], [0.49999999999999994], [-0.2], [-0.5], [1e300], [4503599627370497], [NaN], ['1.5'], [-0], [-1.5]], 'Math.floor': [[-1.5], [1.5], [-0]], 'Math.ceil': [[-0.5], [1.2]], 'Math.abs': [[-5], ['-5'], [-0], [null]],
  'Math.sqrt': [[2], [-1]], 'Math.pow': [[2, 10], [2, 0.5], [NaN, 0], [1, Infinity], [-8, 1 / 3], [0, -1], [-0, -1]], 'Math.atan2': [[1, 1], [0, -0], [-0, 0]],
  'String.fromCharCode': [[], [65, 66], [65601], [0x20ac], [0xd83d, 0xde00], ['x']], 'Array.isArray': [[[]], [{}], ['x'], []], Array: [[], [3], [1, 2], ['3'], [-1], [1.5]],
  'Object.keys': [[{ b: 1, 2: 1, a: 1, 1: 1, '01': 1, 4294967294: 1, 4294967295: 1 }], [['x', , 'y']], [{}]],
  'JSON.parse': ['{"a":[1,2,{"b":null}],"c":"x"}', ' [1 , -0 , 1.5e3, true,false] ', '"\\u20ac\\n\\"\\/\\ud83d\\ude00"', '{"a":1,"a":2}', '[1,]', '{a:1}', '', '01', '1.', '.5', '+1', '"\t"', '"\\x"', '"\\u12g4"', '[1 2]', '{"a" 1}', 'nul', 'null x', '-', '[', '{"__proto__x":1}', '{"2":1,"1":2}', '"\ud83d"', '\u00a01', '1e400', '{"a":}', '[]]', '"abc'].map(t => [t]),
  'JSON.stringify': [[{ a: [1, 'x', null, undefined, NaN, -0], b: undefined, c: { d: true } }], [undefined], ['\u0000\u001f"\\/\u2028\ud83d\ude00\ud83d\udc00\udc00 \ud800'], [[]], [{}], [[[]]], [{ a: {}, b: [] }, null, 2], [{ a: [1, { b: 2 }] }, null, '--'], [[1, 2], null, 20], [{ a: 1, b: 2, c: { a: 3, d: 4 } }, ['a', 'c', 'a', 1]], [{ 1: 'x', b: 1 }, [1]], [[1], null, ''], [null], [[undefined]], [[1, , 3]], ['x'], [-1e-7], [{ toJSON: 1 }]],
  Error: [], 
}
for (const [name, calls] of Object.entries(statics)) {
  const [owner, method] = name.includes('.') ? name.split('.') : [null, name]
  const f = owner ? globalThis[owner][method] : globalThis[method]
  for (const args of calls) line('static', name, args, () => f(...args))
}
