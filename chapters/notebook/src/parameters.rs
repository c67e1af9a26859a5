//! The parameters of a network, apart from the program that trains it.

use ndarray::Array2;

/// The parameters of a network, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// Name and numbers of each array, in the order of the network.
    pub arrays: Vec<(String, Array2<f64>)>,
}

impl Parameters {
    /// The array of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Array2<f64>> {
        let found = self.arrays.iter().find(|(other, _)| other == name);
        found.map(|(_, array)| array)
    }
}

/// A parameter that a run can save and load: what a file calls it, and the
/// name under which the run reports it once it is trained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedParameter {
    /// The name in the file, `w1`.
    pub name: &'static str,
    /// The event that holds the trained one, `final_w1`.
    pub event: &'static str,
    /// Its rows and columns.
    pub shape: (usize, usize),
}
