//! The machines behind the documents, each found by its digits.
//!
//! A document prints a value that several orders would print differently; the
//! order that gives the printed digits is the one its machine used. Where a
//! document uses only one kind of product, the other kinds are set alike.

use crate::{Numpy, Order};

impl Numpy {
    /// The machine of document 000, "Part 10": a 256-bit vector unit.
    ///
    /// It rests on one figure, the loss 5.244645462652863e-10 of its
    /// "iteration 0": four lanes, added as neighbours, print it, and every
    /// other order gives 16 of the document's 17 figures.
    pub const DOCUMENT_000: Self = Self::with_order(Order::FourLanes);

    /// The machine of document 001, "notes 13" of January, where its kernel
    /// had called `nnfs.init()`: sections 2 and 3.
    ///
    /// The losses leave the true ones in the eighth digit (33.872397424621624
    /// for 33.8724), so every dot product was rounded to 32 bits. Under that
    /// rounding all orders print the same 229 figures.
    pub const DOCUMENT_001_NNFS: Self =
        Self::with_order(Order::Sequential).under_nnfs();

    /// The machine of document 001 where its kernel had not called
    /// `nnfs.init()`: section 3.1. A 128-bit vector unit.
    ///
    /// The losses are those of 64-bit arithmetic but for their last digits.
    /// Two lanes print all 25 figures; the next best order, fused, prints 19.
    pub const DOCUMENT_001: Self = Self::with_order(Order::TwoLanes);

    /// The machine of document 002, "chain rule": a processor with FMA.
    ///
    /// Its second loss is 33.872400000000006, which only the fused order
    /// prints, as it does all 24 figures.
    pub const DOCUMENT_002: Self = Self::with_order(Order::Fused);

    // ANCHOR: document_003
    /// The machine of document 003, "two layers": a BLAS whose kernels differ.
    ///
    /// No order used throughout gives more than 30 of the 33 figures of its
    /// training. All come out when X·W₁ is fused from the left, a₁·W₂ from
    /// the right, and a₁ᵀ·δ₂ rounds each product. The document has no product
    /// of two vectors.
    pub const DOCUMENT_003: Self = Self {
        vector_vector: Order::Fused,
        matrix_vector: Order::FusedBackward,
        transposed_matrix_vector: Order::Sequential,
        matrix_matrix: Order::Fused,
        nnfs: false,
    };
    // ANCHOR_END: document_003

    /// The machine of document 004, "notes 13" of December: a 128-bit vector
    /// unit.
    ///
    /// Its second loss, 33.872399999999985, tells that it did not fuse. Its
    /// loss 197, 0.00023486717989213552, is printed by two lanes alone.
    pub const DOCUMENT_004: Self = Self::with_order(Order::TwoLanes);
}
