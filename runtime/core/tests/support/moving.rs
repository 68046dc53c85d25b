//! How does a session do when it becomes bytes and is restored from them before every macrostep?

use scxml_runtime::{Platform, Session, Step};

/// The session, restored from a snapshot; a snapshot of that is the same.
pub fn moved(session: &Session) -> Session {
    let bytes = session.snapshot();
    let restored = Session::restore(session.program(), &bytes);
    let restored = restored.unwrap_or_else(|why| panic!("{why} in {:?}", session.configuration()));
    assert_eq!(restored.snapshot(), bytes);
    restored
}

/// Takes steps until the session rests or ends, as [`Session::run`], and moves it between any two.
pub fn run(session: &mut Session, host: &mut dyn Platform) -> Step {
    loop {
        *session = moved(session);
        match session.step(host) {
            Step::More => {}
            step => {
                *session = moved(session);
                return step;
            }
        }
    }
}
