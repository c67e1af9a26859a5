//! Work on as many cores as there are.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item, in the order of the items. They are begun in
/// that order, too, each by whichever core is free.
///
/// # Panics
///
/// When `work` panics.
pub(crate) fn on_all_cores<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(i) else { return done };
            done.push((i, work(item)));
        }
    };
    let mut done: Vec<_> = thread::scope(|scope| {
        let workers = 0..cores.min(items.len());
        let workers: Vec<_> = workers.map(|_| scope.spawn(worker)).collect();
        let done = workers.into_iter().flat_map(|worker| {
            worker.join().expect("work that does not panic")
        });
        done.collect()
    });
    done.sort_by_key(|&(i, _)| i);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<_> = (0..1000).collect();
        let squares: Vec<_> = items.iter().map(|i| i * i).collect();
        assert_eq!(on_all_cores(&items, |i| i * i), squares);
        assert_eq!(on_all_cores(&[], |i: &i32| *i), [] as [i32; 0]);
    }
}
