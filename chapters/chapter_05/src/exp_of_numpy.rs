//! How NumPy's own 32-bit exp differs from the correctly rounded one. NumPy has
//! several versions of it, and chooses by the processor. A table has what each
//! returns for the arguments that softmax meets in the run `forward-pass`;
//! `tests/reference/nnfs_reference.py` lets NumPy write it.

use harness::Record;
use mini_numpy::Numpy;
use ndarray::{Array2, Ix2, Zip, arr1};

const TABLE: &str = include_str!("../reference/numpy_exp.txt");

/// NumPy's names of its versions: for processors with AVX-512, for those with
/// AVX2 and FMA, and for those with neither, which call the C library's expf.
pub const PATHS: [&str; 3] = ["X86_V4", "X86_V3", "X86_V2"];

/// Reports how many of the exponentials e^z, each row's largest z subtracted
/// first, differ between `np` and NumPy's own versions, and by how many ulps at
/// most; and the same of the probabilities. z must be that of `forward-pass`.
pub(crate) fn report(record: &mut Record, np: Numpy, z: &Array2<f32>) {
    let x = z - &np.max_columns(z); // (samples, classes)
    let e = np.exp(&x); // (samples, classes)
    let [arguments, numpys @ ..] = table(e.raw_dim());
    assert!(x == arguments, "another table");

    // NumPy divides as this book does: only other exponentials make p differ.
    let p = |e: &Array2<f32>| e / &np.sum_columns(e);
    let p_ulps = numpys.each_ref().map(|numpy| ulps(&p(&e), &p(numpy)));
    let e_ulps = numpys.each_ref().map(|numpy| ulps(&e, numpy));
    record.add("p_differing", &arr1(&p_ulps.each_ref().map(differing)));
    record.add("p_worst_ulps", &arr1(&p_ulps.each_ref().map(largest)));
    record.add("exp_entries", e.iter().map(|_| 1.0).sum::<f64>());
    record.add("exp_differing", &arr1(&e_ulps.each_ref().map(differing)));
    record.add("exp_worst_ulps", &arr1(&e_ulps.each_ref().map(largest)));
}

/// The columns of the table in this shape: arguments, and each version's exp.
fn table(shape: Ix2) -> [Array2<f32>; 1 + PATHS.len()] {
    let rows = TABLE.lines().filter(|line| {
        line.starts_with(char::is_alphanumeric) && !line.starts_with('x')
    });
    let words: Vec<_> = rows.flat_map(|line| line.split(' ')).collect();
    let bits = |word: &&str| u32::from_str_radix(word, 16).expect("hex digits");
    [0, 1, 2, 3].map(|column| {
        let words = words.iter().skip(column).step_by(1 + PATHS.len());
        let numbers = words.map(bits).map(f32::from_bits).collect();
        Array2::from_shape_vec(shape, numbers).expect("as many")
    })
}

/// How many floats apart two entries of the same sign and place are.
fn ulps(a: &Array2<f32>, b: &Array2<f32>) -> Array2<u32> {
    Zip::from(a).and(b).map_collect(|a, b| a.to_bits().abs_diff(b.to_bits()))
}

fn differing(ulps: &Array2<u32>) -> f64 {
    ulps.iter().map(|&n| if n == 0 { 0.0 } else { 1.0 }).sum()
}

fn largest(ulps: &Array2<u32>) -> f64 {
    ulps.iter().copied().max().unwrap_or(0).into()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_columns_are_the_paths() {
        let names = TABLE.lines().find(|line| line.starts_with("x "));
        assert_eq!(names, Some(format!("x {}", PATHS.join(" ")).as_str()));
    }

    #[test]
    fn an_ulp_lies_between_neighbours() {
        let neighbours = array![[1.0, 1.0 + f32::EPSILON, 1.0 - f32::EPSILON]];
        let ulps = ulps(&Array2::ones((1, 3)), &neighbours);
        assert_eq!(ulps, array![[0, 1, 2]]);
        assert_eq!((differing(&ulps), largest(&ulps)), (2.0, 2.0));
    }
}
