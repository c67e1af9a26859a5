// The arrow keys scroll what has the focus and is wider than its place. mdBook
// would turn to another chapter instead. Without JavaScript nothing turns, and
// the keys scroll by themselves.
document.addEventListener("keydown", (event) => {
    const scrolls = event.target.closest(".listing, .scrolls, .wide, pre > code");
    const arrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (arrow && scrolls && scrolls.clientWidth < scrolls.scrollWidth) {
        event.stopPropagation();
    }
}, true);
