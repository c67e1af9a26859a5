//! What NumPy 2.4 computes and prints, by `reference/numpy_reference.py`.

use mini_numpy::{
    Numpy, Order, RandomState, array_repr, array_str, integers_str,
};
use ndarray::{Array2, ArrayD, IxDyn};

const NP: Numpy = Numpy::with_order(Order::Sequential);

fn bits(text: &str) -> u64 {
    u64::from_str_radix(text, 16).expect("hex digits")
}

fn to_bits<'a>(x: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    x.into_iter().map(|x| x.to_bits()).collect()
}

#[test]
fn random_numbers_are_numpys() {
    let table = include_str!("reference/random.txt");
    assert_eq!(table.lines().count(), 12);
    for line in table.lines() {
        let words: Vec<_> = line.split(' ').collect();
        let mut random = RandomState::seed(words[0].parse().expect("a seed"));
        let drawn = match words[1] {
            "rand" => {
                let x = random.rand(1000);
                [x[0], x[1], x[2], x[999]].to_vec()
            }
            "randn" => {
                let x = random.randn(1001);
                [x[0], x[1], x[2], x[1000]].to_vec()
            }
            _ => {
                let first = random.randn(1)[0];
                [first, random.rand(1)[0], random.randn(1)[0]].to_vec()
            }
        };
        let expected: Vec<_> = words[2..].iter().map(|w| bits(w)).collect();
        assert_eq!(to_bits(&drawn), expected, "{line}");
    }
}

#[test]
fn sums_and_means_round_as_numpys() {
    let table = include_str!("reference/sum.txt");
    assert_eq!(table.lines().count(), 18);
    for line in table.lines() {
        let mut words = line.split(' ');
        let mut size = || words.next().expect("a size").parse().expect("whole");
        let (m, n): (u32, u32) = (size(), size());
        let shape = (m as usize, n as usize);
        let mut random = RandomState::seed(m * 10_000 + n);
        let x: Array2<f64> = random.rand(shape) - 0.5;
        let mut computed = vec![NP.sum(&x), NP.mean(&x)];
        computed.extend(NP.sum_rows(&x));
        computed.extend([NP.sum(&x.t()), NP.mean(&x.t())]);
        computed.extend(NP.sum_rows(&x.t()));
        let expected: Vec<_> = words.map(bits).collect();
        assert_eq!(to_bits(&computed), expected, "shape ({m}, {n})");
    }
}

#[test]
fn arrays_print_as_numpy_prints_them() {
    let sections = include_str!("reference/print.txt").split("######\n");
    assert_eq!(sections.clone().count(), 53);
    for section in sections {
        let (shape, section) = section.split_once('\n').expect("a shape");
        let (entries, printed) = section.split_once('\n').expect("entries");
        let (str, repr) = printed.split_once("\n===\n").expect("two prints");
        let shape: Vec<usize> =
            shape.split(' ').map(|n| n.parse().expect("whole")).collect();
        let entries = entries.split_whitespace().map(bits).map(f64::from_bits);
        let array =
            ArrayD::from_shape_vec(IxDyn(&shape), entries.collect::<Vec<_>>())
                .expect("as many entries as the shape has");
        assert_eq!(array_str(&array), str);
        assert_eq!(array_repr(&array), repr.trim_end());
    }
}

/// `str(np.array(1.0))` is '1.0'.
#[test]
fn an_array_without_dimensions_prints_as_a_float() {
    assert_eq!(array_str(&ndarray::arr0(1.0)), "1.0");
}

#[test]
fn whole_numbers_print_as_numpy_prints_them() {
    let sections = include_str!("reference/integers.txt").split("######\n");
    assert_eq!(sections.clone().count(), 7);
    for section in sections {
        let (count, printed) = section.split_once('\n').expect("a count");
        let count: i64 = count.parse().expect("whole");
        let mut integers: Vec<_> = (0..count).map(|i| i * 7 - 5).collect();
        let middle = integers.len() / 2;
        if let Some(middle) = integers.get_mut(middle) {
            *middle = 123_456;
        }
        assert_eq!(integers_str(&integers), printed.trim_end());
    }
}
