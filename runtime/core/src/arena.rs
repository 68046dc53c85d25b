//! How are the things of a heap kept? By number; the numbers of what the collector freed are used again.

use crate::reach::Found;

/// A numbered store.
#[derive(Debug)]
pub(crate) struct Arena<T> {
    items: Vec<T>,
    free: Vec<u32>,
}

impl<T: Default> Arena<T> {
    pub(crate) const fn new() -> Self {
        Arena { items: Vec::new(), free: Vec::new() }
    }

    #[inline]
    pub(crate) fn add(&mut self, item: T) -> u32 {
        match self.free.pop() {
            Some(number) => {
                self.items[number as usize] = item;
                number
            }
            None => {
                self.items.push(item);
                (self.items.len() - 1) as u32
            }
        }
    }

    #[inline]
    pub(crate) fn get(&self, number: u32) -> &T {
        &self.items[number as usize]
    }

    #[inline]
    pub(crate) fn find(&self, number: u32) -> Option<&T> {
        self.items.get(number as usize)
    }

    #[inline]
    pub(crate) fn find_mut(&mut self, number: u32) -> Option<&mut T> {
        self.items.get_mut(number as usize)
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, number: u32) -> &mut T {
        &mut self.items[number as usize]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// Drops the items that are not in use, and gives what the rest takes, with the sum of `bytes` over it.
    pub(crate) fn retain(&mut self, used: &Found, bytes: impl Fn(&T) -> usize) -> usize {
        let end = used.end();
        self.items.truncate(end);
        if self.items.capacity() > 4 * end {
            self.items.shrink_to(2 * end);
        }
        self.free.clear();
        let mut sum = used.order().len() * size_of::<T>();
        for (number, item) in (0..).zip(&mut self.items) {
            if used.holds(number) {
                sum += bytes(item);
            } else {
                *item = T::default();
                self.free.push(number);
            }
        }
        sum
    }
}
