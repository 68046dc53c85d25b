function show(v, outer) {
  if (typeof v === 'string') return JSON.stringify(v);
  if (v === 0 && 1 / v < 0) return '-0';
  if (typeof v === 'function') return 'function';
  if (v === null || typeof v !== 'object') return String(v);
  outer = outer || [];
  if (outer.indexOf(v) >= 0) return '^';
  outer = outer.concat([v]);
  function one(x) { return show(x, outer); }
  var kind = Object.prototype.toString.call(v).slice(8, -1), parts = [], i, keys, isArray = Array.isArray(v);
  if (kind === 'Error') return v.name + '(' + one(v.message) + ')';
  if (kind === 'RegExp') return String(v);
  if (kind === 'Date') return 'Date(' + v.getTime() + ')';
  if (kind === 'Number' || kind === 'String' || kind === 'Boolean') return kind + '(' + one(v.valueOf()) + ')';
  if (kind === 'Map') { v.forEach(function (x, k) { parts.push(one(k) + ' => ' + one(x)); }); return 'Map{' + parts.join(', ') + '}'; }
  if (kind === 'Set') { v.forEach(function (x) { parts.push(one(x)); }); return 'Set{' + parts.join(', ') + '}'; }
  if (isArray) for (i = 0; i < v.length && i < 40; i++) parts.push(i in v ? one(v[i]) : '-');
  if (isArray && v.length > 40) parts.push('length ' + v.length);
  keys = Object.keys(v);
  for (i = 0; i < keys.length; i++) {
    if (!isArray || String(keys[i] >>> 0) !== keys[i]) parts.push(keys[i] + ': ' + one(v[keys[i]]));
  }
  if (isArray) return '[' + parts.join(', ') + ']';
  return (kind === 'Object' ? '' : kind) + '{' + parts.join(', ') + '}';
}
function outcome(f) {
  try { return show(f()); } catch (e) { return 'throws ' + (e instanceof Error ? e.name : show(e)); }
}
