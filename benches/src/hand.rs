//! The charts as a Rust programmer would write them for speed: an enum or a few numbers, and one `match`.

use crate::Subject;

struct Ring {
    at: u32,
    length: u32,
}

impl Subject for Ring {
    #[inline(never)]
    fn event(&mut self, _: u32) {
        self.at = if self.at + 1 == self.length { 0 } else { self.at + 1 };
    }
    fn state(&self) -> u32 {
        self.at
    }
}

/// Two states that take turns.
pub fn flat() -> Box<dyn Subject> {
    Box::new(Ring { at: 0, length: 2 })
}

/// 16 states in a ring.
pub fn ring16() -> Box<dyn Subject> {
    Box::new(Ring { at: 0, length: 16 })
}

/// 1,024 states in a ring.
pub fn ring1024() -> Box<dyn Subject> {
    Box::new(Ring { at: 0, length: 1024 })
}

/// A ring in which every state waits for an event of its own.
struct Own {
    at: u32,
    length: u32,
}

impl Subject for Own {
    #[inline(never)]
    fn event(&mut self, event: u32) {
        if event % self.length == self.at {
            self.at = if self.at + 1 == self.length { 0 } else { self.at + 1 };
        }
    }
    fn state(&self) -> u32 {
        self.at
    }
}

/// 16 states, 16 events.
pub fn own16() -> Box<dyn Subject> {
    Box::new(Own { at: 0, length: 16 })
}

/// 1,024 states, 1,024 events.
pub fn own1024() -> Box<dyn Subject> {
    Box::new(Own { at: 0, length: 1024 })
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Off,
    Idle,
    Parallel,
}

/// The third region: `r3a`, `r3b1`, `r3b2`.
#[derive(Clone, Copy, PartialEq)]
enum Third {
    A,
    B1,
    B2,
}

#[derive(Clone, Copy)]
struct Regions {
    r1: u32,
    r2: bool,
    r3: Third,
    r4: bool,
}

struct Chart {
    mode: Mode,
    now: Regions,
    /// Deep history of `on`.
    on: Mode,
    /// Deep history of `par`, which that of `on` shares.
    par: Regions,
}

const DEFAULT: Regions = Regions { r1: 0, r2: false, r3: Third::A, r4: false };

/// Seven levels, four regions, two deep histories.
pub fn regions() -> Box<dyn Subject> {
    Box::new(Chart { mode: Mode::Off, now: DEFAULT, on: Mode::Idle, par: DEFAULT })
}

impl Chart {
    fn parallel(&mut self, event: u32) {
        let now = &mut self.now;
        match event {
            3 => now.r1 = if now.r1 == 2 { 0 } else { now.r1 + 1 },
            4 => {
                now.r2 = !now.r2;
                now.r3 = if now.r3 == Third::A { Third::B1 } else { Third::A };
            }
            5 => {
                now.r3 = match now.r3 {
                    Third::A => Third::A,
                    Third::B1 => Third::B2,
                    Third::B2 => Third::B1,
                };
                now.r4 = !now.r4;
            }
            6 => *now = Regions { r1: 0, r2: !now.r2, r3: Third::A, r4: !now.r4 },
            7 => {
                self.par = *now;
                self.mode = Mode::Idle;
            }
            8 => {
                self.par = *now;
                self.on = Mode::Parallel;
                self.mode = Mode::Off;
            }
            _ => {}
        }
    }
}

impl Subject for Chart {
    #[inline(never)]
    fn event(&mut self, event: u32) {
        match (self.mode, event % 8 + 1) {
            (Mode::Off, 1) => {
                self.mode = self.on;
                self.now = self.par;
            }
            (Mode::Idle, 2) => {
                self.mode = Mode::Parallel;
                self.now = self.par;
            }
            (Mode::Idle, 8) => {
                self.on = Mode::Idle;
                self.mode = Mode::Off;
            }
            (Mode::Parallel, event) => self.parallel(event),
            _ => {}
        }
    }
    fn state(&self) -> u32 {
        match self.mode {
            Mode::Off => 0,
            Mode::Idle => 1,
            Mode::Parallel => {
                let third = match self.now.r3 {
                    Third::A => 0,
                    Third::B1 => 1,
                    Third::B2 => 2,
                };
                100 + self.now.r1 * 12
                    + u32::from(self.now.r2) * 6
                    + third * 2
                    + u32::from(self.now.r4)
            }
        }
    }
}
