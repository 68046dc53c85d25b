function member(o) {
  var first = o.a;
  return first
    .b;
}

function lookUp(o) {
  if (o == null) {
    return 0;
  } else if (o.list[0].name == 'x') {
    return 1;
  }
  while (o.next.next) {
    o = o.next;
  }
  return -1;
}
