//! The machines that ran the documented notebooks, identified by their digits.
//!
//! Where a document prints a value whose last digits depend on the order, the
//! order that reproduces them is the one that its machine used. If a document
//! uses only one kind of product, the other kinds are given the same order.

use crate::{Numpy, Order};

impl Numpy {
    /// The machine of document 000, "Part 10": a 256-bit vector unit.
    ///
    /// The evidence is one figure, the loss 5.244645462652863e-10 of its
    /// "iteration 0": only four lanes reproduce it. Every other order
    /// reproduces 16 of the document's 17 figures.
    pub const DOCUMENT_000: Self = Self::with_order(Order::FourLanes);

    /// The machine of document 001, "notes 13" of January, in sections 2 and
    /// 3, where `nnfs.init()` had been called.
    ///
    /// The losses differ from the exact ones in the eighth digit
    /// (33.872397424621624 for 33.8724), so every dot product was rounded to
    /// 32 bits. With that rounding, all orders print the same 229 figures.
    pub const DOCUMENT_001_NNFS: Self =
        Self::with_order(Order::Sequential).under_nnfs();

    /// The machine of document 001 in section 3.1, where `nnfs.init()` had not
    /// been called: a 128-bit vector unit.
    ///
    /// The losses differ from the exact ones in their last digits only. Two
    /// lanes reproduce all 25 figures; the next best order, fused, 19.
    pub const DOCUMENT_001: Self = Self::with_order(Order::TwoLanes);

    /// The machine of document 002, "chain rule": a processor with FMA.
    ///
    /// Its second loss is 33.872400000000006, which only the fused order
    /// reproduces. It reproduces all 24 figures.
    pub const DOCUMENT_002: Self = Self::with_order(Order::Fused);

    // ANCHOR: document_003
    /// The machine of document 003, "two layers": a BLAS with a different
    /// order for each kind of product.
    ///
    /// No single order reproduces more than 30 of the 33 figures of its
    /// training. All are reproduced if X·W₁ is fused from the left, a₁·W₂ is
    /// fused from the right, and a₁ᵀ·δ₂ rounds every product. The document has
    /// no product of two vectors.
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
    /// Its second loss, 33.872399999999985, shows that it did not use FMA. Its
    /// loss 197, 0.00023486717989213552, is reproduced by two lanes only.
    pub const DOCUMENT_004: Self = Self::with_order(Order::TwoLanes);
}
