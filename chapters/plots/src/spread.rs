//! Labels one below the other that do not cover each other.

use crate::number::length;
use crate::text::LINE;

/// The heights of labels within a range, as near as may be to those asked for,
/// in their order, and at least a line apart.
pub(crate) fn spread(heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<_> = (0..heights.len()).collect();
    order.sort_by(|&a, &b| heights[a].total_cmp(&heights[b]));
    let last = heights.len().saturating_sub(1);
    let asked = order.iter().enumerate().map(|(place, &label)| {
        let (above, below) =
            (LINE * length(place), LINE * length(last - place));
        let height = heights[label];
        let height =
            if bottom - below < height { bottom - below } else { height };
        if height < top + above { top + above } else { height }
    });
    // Each label may give way to the one above it, or to the one below it.
    // Half of both is fair, and keeps them a line apart.
    let mut down: Vec<_> = asked.collect();
    let mut up = down.clone();
    for i in 1..down.len() {
        let nearest = down[i - 1] + LINE;
        down[i] = if down[i] < nearest { nearest } else { down[i] };
        let (i, next) = (last - i, last - i + 1);
        let nearest = up[next] - LINE;
        up[i] = if nearest < up[i] { nearest } else { up[i] };
    }
    let mut spread = vec![0.0; heights.len()];
    for (place, label) in order.into_iter().enumerate() {
        spread[label] = 0.5 * (down[place] + up[place]);
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_order_and_do_not_cover_each_other() {
        let (top, bottom) = (40.0, 300.0);
        let asked = [299.0, 100.0, 298.0, 101.0, 299.5, 41.0];
        let placed = spread(&asked, top, bottom);
        for a in 0..asked.len() {
            assert!((top..=bottom).contains(&placed[a]), "{placed:?}");
            for b in 0..asked.len() {
                if asked[a] < asked[b] {
                    assert!(placed[a] + LINE <= placed[b], "{placed:?}");
                }
            }
        }
        assert_eq!(placed[5], 41.0, "a label that is alone stays");
        assert_eq!((placed[1], placed[3]), (90.5, 110.5));
        let same = spread(&[170.0; 6], top, bottom);
        assert_eq!(same, [120.0, 140.0, 160.0, 180.0, 200.0, 220.0]);
    }
}
