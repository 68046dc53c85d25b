//! What do the keys do that a caller presses? They end announcements, and are the digits that a treatment collects.

use scxml_modules::{Fault, Input, Notice, Order, Treatment};

use super::calls::Playing;
use super::{Wake, World};
use crate::clock::Due;

/// How many keys wait for a treatment that collects digits, at most.
const MOST_KEPT: usize = 31;

/// The digits that a treatment has collected, once its announcements are over.
#[derive(Debug, Default)]
pub(crate) struct Collecting {
    digits: String,
    /// When it is too late for the next key.
    next: Option<Due>,
    /// When it is too late for any.
    last: Option<Due>,
}

/// What a key did to a treatment.
enum Pressed {
    /// It goes on.
    On,
    /// It has its digits.
    Enough(String),
    /// The caller gives up.
    GivenUp,
}

impl World {
    /// The announcements of a treatment have come to their end.
    pub(super) fn played(&mut self, order: Order, call: &str) {
        let Some(found) = self.calls.get_mut(call) else { return };
        let Some(playing) = found.playing.as_mut().filter(|playing| playing.order == order) else {
            return;
        };
        playing.end = None;
        match &playing.treatment {
            Treatment::Collect { input, .. } => {
                let input = input.clone();
                self.listen(order, call, &input);
            }
            _ => self.over(order, call, Notice::Done { order }),
        }
    }

    /// From now on keys are digits; first those that were pressed before.
    fn listen(&mut self, order: Order, call: &str, input: &Input) {
        let wake = || Wake::NoKey { order, call: call.to_owned() };
        let next = input.start_timeout.map(|after| self.after(after, wake()));
        let last = input.total_timeout.map(|after| self.after(after, wake()));
        let Some(found) = self.calls.get_mut(call) else { return };
        let Some(playing) = &mut found.playing else { return };
        playing.collecting = Some(Collecting { digits: String::new(), next, last });
        if input.max_digits == 0 {
            return self.over(order, call, Notice::Collected { order, digits: String::new() });
        }
        let kept = std::mem::take(&mut found.kept);
        for (place, key) in kept.char_indices() {
            self.press(call, key);
            let Some(found) = self.calls.get_mut(call) else { return };
            if found.playing.as_ref().is_none_or(|playing| playing.order != order) {
                // What is left may be for the next one.
                found.kept = kept[place + key.len_utf8()..].to_owned();
                return;
            }
        }
    }

    /// A key is pressed.
    pub(super) fn key(&mut self, call: &str, key: char) {
        self.tell(format!("the caller of `{call}` presses {key}"));
        let Some(found) = self.calls.get_mut(call) else { return };
        match &found.playing {
            Some(Playing { collecting: Some(_), .. }) => return self.press(call, key),
            Some(Playing { treatment: Treatment::Collect { input, .. }, .. })
                if input.ignore.contains(key) =>
            {
                return;
            }
            _ if found.kept.len() < MOST_KEPT => found.kept.push(key),
            _ => {}
        }
        self.interrupt(call);
    }

    /// A key ends an announcement that may be interrupted, and those after it.
    fn interrupt(&mut self, call: &str) {
        let Some(playing) = self.calls.get(call).and_then(|call| call.playing.as_ref()) else {
            return;
        };
        let (order, mut elapsed) = (playing.order, self.now - playing.since);
        for prompt in playing.treatment.prompts() {
            let length = self.prompt_length(prompt).unwrap_or(0.0);
            if elapsed < length {
                if prompt.interrupt {
                    let playing = self.calls.get_mut(call).and_then(|call| call.playing.as_mut());
                    if let Some(due) = playing.and_then(|playing| playing.end.take()) {
                        self.timers.cancel(due);
                    }
                    self.played(order, call);
                }
                return;
            }
            elapsed -= length;
        }
    }

    /// A key goes to the treatment that collects digits.
    fn press(&mut self, call: &str, key: char) {
        let Some(playing) = self.calls.get_mut(call).and_then(|call| call.playing.as_mut()) else {
            return;
        };
        let (order, before) = (playing.order, playing.collecting.as_ref().and_then(|c| c.next));
        let (Treatment::Collect { input, .. }, Some(collecting)) =
            (&playing.treatment, &mut playing.collecting)
        else {
            return;
        };
        if input.ignore.contains(key) {
            return;
        }
        let pressed = take(input, &mut collecting.digits, key);
        let pause = input.digit_timeout;
        if let Some(due) = before {
            self.timers.cancel(due);
        }
        match pressed {
            Pressed::On => {
                let wake = Wake::NoKey { order, call: call.to_owned() };
                let next = pause.map(|after| self.after(after, wake));
                let playing = self.calls.get_mut(call).and_then(|call| call.playing.as_mut());
                if let Some(collecting) = playing.and_then(|playing| playing.collecting.as_mut()) {
                    collecting.next = next;
                }
            }
            Pressed::Enough(digits) => self.over(order, call, Notice::Collected { order, digits }),
            Pressed::GivenUp => {
                self.over(order, call, Notice::Failed { order, fault: Fault::GivenUp });
            }
        }
    }

    /// The time for keys is over: what there is counts, if there is anything.
    pub(super) fn input_over(&mut self, order: Order, call: &str) {
        let Some(found) = self.calls.get(call) else { return };
        let playing = found.playing.as_ref().filter(|playing| playing.order == order);
        let Some(collecting) = playing.and_then(|playing| playing.collecting.as_ref()) else {
            return;
        };
        let digits = collecting.digits.clone();
        let notice = if digits.is_empty() {
            Notice::Failed { order, fault: Fault::Timeout }
        } else {
            Notice::Collected { order, digits }
        };
        self.over(order, call, notice);
    }

    /// A treatment is over by itself.
    fn over(&mut self, order: Order, call: &str, notice: Notice) {
        let found = self.calls.get_mut(call);
        let playing = found.and_then(|call| call.playing.take_if(|p| p.order == order));
        if let Some(playing) = playing {
            self.forget_timers(&playing);
            self.treated.remove(&order);
            self.notice(notice);
        }
    }

    /// Nothing falls due for a treatment any more.
    pub(super) fn forget_timers(&mut self, playing: &Playing) {
        let collecting = playing.collecting.iter();
        let of_input = collecting.flat_map(|collecting| [collecting.next, collecting.last]);
        for due in of_input.chain([playing.end]).flatten() {
            self.timers.cancel(due);
        }
    }
}

/// What a key does to the digits.
fn take(input: &Input, digits: &mut String, key: char) -> Pressed {
    if input.abort.contains(key) {
        return Pressed::GivenUp;
    } else if input.finish.contains(key) {
        return Pressed::Enough(std::mem::take(digits));
    } else if input.backspace.contains(key) {
        digits.pop();
    } else if input.reset.contains(key) {
        digits.clear();
    } else {
        digits.push(key);
    }
    if digits.len() >= input.max_digits {
        Pressed::Enough(std::mem::take(digits))
    } else {
        Pressed::On
    }
}
