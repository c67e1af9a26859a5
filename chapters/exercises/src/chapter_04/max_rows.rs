//! Back through the maximum of a row, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let a layer's output be, for each sample, the largest
/// entry of its row of x. Given x (samples, inputs) and da (samples, 1), what
/// is dx (samples, inputs)? No row has two largest entries.
pub fn max_rows(x: &Array2<f64>, da: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(x.dim())
}

/// A maximum passes the gradient on to the entry that it took.
fn solution(x: &Array2<f64>, da: &Array2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(x.dim(), |(sample, input)| {
        let is_largest =
            x.row(sample).iter().all(|x_n| *x_n <= x[[sample, input]]);
        if is_largest { da[[sample, 0]] } else { 0.0 }
    })
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::max_rows, max_rows, solution],
    cases: |_| vec![(2, 3), (3, 2), (1, 4), (4, 5)],
    trial: |answer, random, (samples, inputs)| {
        let x: Matrix = random.randn((samples, inputs));
        let da = random.randn((samples, 1));
        let expected = backward_quotients(&x, &da, |x| NP.max_columns(x));
        Trial::new(named![x, da], "dx", &expected, || answer(&x, &da))
    },
    mistakes: mistakes! {
        /// You pass da on to every entry. A small change of an entry that is
        /// not the largest changes nothing.
        |x, da| Array2::zeros(x.dim()) + da;
        /// You share da among the entries. The largest gets all of it.
        |x, da| Array2::zeros(x.dim()) + da / x.ncols() as f64;
        /// These are the maxima's places. Each is multiplied by its da.
        |x, da| solution(x, &Array2::ones(da.dim()));
        /// You multiply by the largest entry. The slope of a maximum with
        /// respect to the entry that it took is 1.
        |x, da| solution(x, da) * x;
        /// This is the ReLU's rule. What counts is which entry is the largest,
        /// not whether it is above 0.
        |x, da| x.mapv(|x| f64::from(u8::from(0.0 < x))) * da;
        /// You look for the largest entry of each column. Each row has its own.
        |x, da| {
            let largest = NP.max_columns(&x.t().to_owned());
            Array2::from_shape_fn(x.dim(), |(s, n)| {
                if x[[s, n]] == largest[[n, 0]] { da[[s, 0]] } else { 0.0 }
            })
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(&Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("by the place of the largest", |x, da| {
            let mut dx = Array2::zeros(x.dim());
            for (s, n) in NP.argmax_columns(x).iter().enumerate() {
                dx[[s, *n]] += da[[s, 0]];
            }
            dx
        }),
        ("a mask", |x, da| {
            let below = x - &NP.max_columns(x);
            da * &below.mapv(|d| if d == 0.0 { 1.0 } else { -0.0 })
        }),
        ("stored otherwise", |x, da| by_columns(&backwards(&solution(x, da)))),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the smallest", |x, da| solution(&-x, da)),
        ("the largest size", |x, da| solution(&x.abs(), da)),
        ("the largest of all", |x, da| {
            let all = NP.max_columns(&NP.max_columns(x).reversed_axes());
            let mask = x.mapv(|x| f64::from(u8::from(x == all[[0, 0]])));
            mask * da
        }),
        ("the first entry", |x, da| {
            let mut dx = Array2::zeros(x.dim());
            dx.column_mut(0).assign(&da.column(0));
            dx
        }),
        ("the last entry", |x, da| {
            let mut dx = Array2::zeros(x.dim());
            dx.column_mut(x.ncols() - 1).assign(&da.column(0));
            dx
        }),
        ("the first sample's place for all", |x, da| {
            let place = NP.argmax_columns(x)[0];
            let mut dx = Array2::zeros(x.dim());
            dx.column_mut(place).assign(&da.column(0));
            dx
        }),
        ("three inputs only", |x, da| {
            let three: Vec<_> = (0..x.ncols().min(3)).collect();
            let mut dx = Array2::zeros(x.dim());
            let some = solution(&x.select(Axis(1), &three), da);
            some.indexed_iter().for_each(|(at, some)| dx[at] = *some);
            dx
        }),
        ("softmax for the maximum", |x, da| softmax(NP, x) * da),
        ("no gradient below 0", |x, da| solution(x, &NP.maximum(0.0, da))),
        ("the maxima", |x, _| Array2::zeros(x.dim()) + NP.max_columns(x)),
        ("the sign is wrong", |x, da| -solution(x, da)),
        ("a mean over the samples", |x, da| solution(x, da) / x.nrows() as f64),
        ("one column", |_, da| da.clone()),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
