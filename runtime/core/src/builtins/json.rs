//! What are the arguments of `JSON.parse` and `JSON.stringify`? ECMA-262 5.1, 15.12.

use crate::Cx;
use crate::Value;
use crate::functions::argument;
use crate::value::R;

pub(super) fn parse(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::json::parse(argument(arguments, 0), argument(arguments, 1), cx)
}

pub(super) fn stringify(_: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::json::stringify(
        argument(arguments, 0),
        argument(arguments, 1),
        argument(arguments, 2),
        cx,
    )
}
