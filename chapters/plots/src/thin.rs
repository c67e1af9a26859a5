//! Curves of more points than a picture can show.

use crate::svg::Point;

/// For each column of a unit's width the points that show its extent: the
/// first, the lowest, the highest and the last. A million points make no
/// larger a file than a thousand.
pub(crate) fn thinned<T: Copy>(
    points: &[T],
    place: impl Fn(&T) -> Point,
) -> Vec<T> {
    let column = |point: &T| place(point).0.floor();
    let by_height = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1);
    let mut kept = Vec::new();
    for column in points.chunk_by(|a, b| column(a) == column(b)) {
        let heights = || column.iter().map(|point| place(point).1).enumerate();
        let mut shown = vec![0, column.len() - 1];
        shown.extend(heights().min_by(by_height).map(|(i, _)| i));
        shown.extend(heights().max_by(by_height).map(|(i, _)| i));
        shown.sort_unstable();
        shown.dedup();
        kept.extend(shown.into_iter().map(|i| column[i]));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_curve_is_thinned_to_what_can_be_seen() {
        let points: Vec<_> = (0..1_000_000_u32)
            .map(|i| (f64::from(i) / 10_000.0, f64::from(i % 977)))
            .collect();
        let kept = thinned(&points, |&point| point);
        assert!(kept.len() <= 4 * 100);
        assert_eq!(kept.first(), points.first());
        assert_eq!(kept.last(), points.last());
        assert!(kept.iter().any(|point| point.1 == 976.0));
        assert_eq!(thinned(&kept[..1], |&point| point), kept[..1]);
    }
}
