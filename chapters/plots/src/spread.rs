//! Labels one below the other that do not cover each other.

use crate::number::length;
use crate::text::LINE;

/// The heights of labels within a range, as near as may be to those asked for,
/// in their order, and at least a line apart.
pub(crate) fn spread(heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<_> = (0..heights.len()).collect();
    order.sort_by(|&a, &b| heights[a].total_cmp(&heights[b]));
    // Labels that would cover each other make a group, which stands around the
    // mean of what its labels ask for.
    let mut groups: Vec<Group> = Vec::new();
    let top_of = |group: &Group| group.top(top, bottom);
    for &i in &order {
        let mut group = Group { labels: vec![i], sum: heights[i] };
        while let Some(above) = groups.pop_if(|above| {
            top_of(&group) < top_of(above) + above.height() + LINE
        }) {
            group.labels.splice(0..0, above.labels);
            group.sum += above.sum;
        }
        groups.push(group);
    }
    let mut result = heights.to_vec();
    for group in groups {
        for (place, &i) in group.labels.iter().enumerate() {
            result[i] = top_of(&group) + LINE * length(place);
        }
    }
    result
}

/// Labels one below the other.
struct Group {
    labels: Vec<usize>,
    /// The sum of the heights that they ask for.
    sum: f64,
}

impl Group {
    fn height(&self) -> f64 {
        LINE * length(self.labels.len() - 1)
    }

    fn top(&self, top: f64, bottom: f64) -> f64 {
        let middle = self.sum / length(self.labels.len());
        let highest = middle - 0.5 * self.height();
        let lowest = bottom - self.height();
        let lowest = if lowest < top { top } else { lowest };
        highest.clamp(top, lowest)
    }
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
