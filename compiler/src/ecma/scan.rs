//! How deep is this ECMAScript nested, and where do its statements end? Answered before it is parsed.
