//! The charts in `statig`, the nearest state-machine crate: those that it can express (it has no parallel states).

use crate::Subject;

macro_rules! ring {
    ($module:ident, $($state:ident => $next:ident),+ $(,)?) => {
        mod $module {
            use statig::prelude::*;

            #[derive(Default)]
            pub(super) struct Machine;

            #[state_machine(initial = "State::s0()", state(derive(Debug)))]
            impl Machine {
                $(
                    #[state]
                    fn $state(event: &u32) -> Outcome<State> {
                        let _ = event;
                        Transition(State::$next())
                    }
                )+
            }

            pub(super) struct Running(pub(super) statig::blocking::StateMachine<Machine>);

            impl crate::Subject for Running {
                #[inline(never)]
                fn event(&mut self, event: u32) {
                    self.0.handle(&event);
                }
                fn state(&self) -> u32 {
                    // The variant `S3` is state 3.
                    format!("{:?}", self.0.state()).chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
                }
            }
        }
    };
}

ring!(two, s0 => s1, s1 => s0);
ring!(sixteen,
    s0 => s1, s1 => s2, s2 => s3, s3 => s4, s4 => s5, s5 => s6, s6 => s7, s7 => s8,
    s8 => s9, s9 => s10, s10 => s11, s11 => s12, s12 => s13, s13 => s14, s14 => s15, s15 => s0);

/// Two states that take turns.
pub fn flat() -> Box<dyn Subject> {
    use statig::blocking::IntoStateMachineExt;
    Box::new(two::Running(two::Machine.state_machine()))
}

/// 16 states in a ring.
pub fn ring16() -> Box<dyn Subject> {
    use statig::blocking::IntoStateMachineExt;
    Box::new(sixteen::Running(sixteen::Machine.state_machine()))
}
