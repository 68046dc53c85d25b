//! Nothing: a package of its own, so that its tests build the macro without ECMAScript.
