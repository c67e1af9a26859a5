//! How NumPy's own 32-bit exp differs from the correctly rounded one.
//!
//! NumPy has its exp several times over, and chooses by the processor. What
//! each of them makes of the arguments that softmax meets in the run
//! `forward-pass` is kept as a table, which
//! `tests/reference/nnfs_reference.py` has NumPy write.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};
use notebook::Record;

const TABLE: &str = include_str!("../reference/numpy_exp.txt");

/// NumPy's names of its choices, in the order in which they are reported: for
/// processors with AVX-512, for those with AVX2 and FMA, and for those with
/// neither, where the C library's expf is taken.
pub const PATHS: [&str; 3] = ["X86_V4", "X86_V3", "X86_V2"];

/// An argument, and what exp makes of it on each path.
struct Row {
    x: f32,
    numpy: [f32; PATHS.len()],
}

/// Reports of how many entries e^z, a row's largest z subtracted, NumPy's own
/// exp differs from `np`'s, and by at most how many ulps; and the same of the
/// probabilities.
///
/// # Panics
///
/// When z (samples, classes) is not that of the run `forward-pass`.
pub(crate) fn report(record: &mut Record, np: Numpy, z: &Array2<f32>) {
    let x = z - &np.max_columns(z); // (samples, classes)
    let e = np.exp(&x); // (samples, classes)
    let rows = table();
    let arguments: Vec<_> = rows.iter().map(|row| row.x.to_bits()).collect();
    let own: Vec<_> = x.iter().map(|x| x.to_bits()).collect();
    assert_eq!(own, arguments, "the table is of other arguments");

    let apart = |path: usize| {
        let pairs = e.iter().zip(&rows);
        pairs.map(move |(&e, row)| ulps(e, row.numpy[path]))
    };
    let differing = |path| apart(path).map(|n| u32::from(n != 0)).sum::<u32>();
    let worst = |path| apart(path).max().unwrap_or(0);
    let for_each_path = |count: &dyn Fn(usize) -> u32| {
        let counts = (0..PATHS.len()).map(count);
        counts.map(f64::from).collect::<Array1<_>>() // (paths,)
    };
    // NumPy divides as this book does, so its probabilities differ by its exp.
    let p = shares(np, &e);
    let p_apart = |path: usize| {
        let numpy = rows.iter().map(|row| row.numpy[path]).collect();
        let numpy = Array2::from_shape_vec(e.dim(), numpy).expect("as many");
        let pairs = p.iter().copied().zip(shares(np, &numpy));
        pairs.map(|(ours, numpys)| ulps(ours, numpys)).collect::<Vec<_>>()
    };
    let p_differing = |path| {
        p_apart(path).into_iter().map(|n| u32::from(n != 0)).sum::<u32>()
    };
    let p_worst = |path| p_apart(path).into_iter().max().unwrap_or(0);
    record.array("p_differing", &for_each_path(&p_differing));
    record.array("p_worst_ulps", &for_each_path(&p_worst));
    record.scalar("exp_entries", apart(0).map(|_| 1.0).sum::<f64>());
    record.array("exp_differing", &for_each_path(&differing));
    record.array("exp_worst_ulps", &for_each_path(&worst));
}

/// Every exponential as its share of its row (samples, classes).
fn shares(np: Numpy, e: &Array2<f32>) -> Array2<f32> {
    e / &np.sum_columns(e)
}

/// The rows of the table, under two lines of remarks and the columns' names.
fn table() -> Vec<Row> {
    let rows = TABLE.lines().filter(|line| !line.starts_with(['#', 'x']));
    rows.map(|line| {
        let [x, v4, v3, v2] = line
            .split(' ')
            .map(|word| u32::from_str_radix(word, 16).expect("hex digits"))
            .map(f32::from_bits)
            .collect::<Vec<_>>()[..]
        else {
            panic!("'{line}' has not a word for each column")
        };
        Row { x, numpy: [v4, v3, v2] }
    })
    .collect()
}

/// How many floats lie from one to the other; neither may be negative.
fn ulps(a: f32, b: f32) -> u32 {
    a.to_bits().abs_diff(b.to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_the_paths() {
        let names = TABLE.lines().find(|line| line.starts_with("x "));
        assert_eq!(names, Some(format!("x {}", PATHS.join(" ")).as_str()));
    }

    #[test]
    fn an_ulp_lies_between_neighbours() {
        assert_eq!(ulps(1.0, 1.0), 0);
        assert_eq!(ulps(1.0, 1.0 + f32::EPSILON), 1);
        assert_eq!(ulps(1.0, 1.0 - f32::EPSILON), 2);
    }
}
