//! Work on as many cores as there are.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The results of `work` on each item, in the order of the items. Work starts
/// in that order too, each item on whichever core is free.
///
/// # Panics
///
/// When `work` panics.
pub(crate) fn on_all_cores<T: Sync, R: Send + Sync>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let results: Vec<_> = items.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some(i) = Some(next.fetch_add(1, Ordering::Relaxed))
            && let Some(item) = items.get(i)
        {
            results[i].get_or_init(|| work(item));
        }
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        for _ in 0..cores.min(items.len()) {
            scope.spawn(worker);
        }
    });
    results.into_iter().filter_map(OnceLock::into_inner).collect()
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
