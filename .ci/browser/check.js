// Opens pages of the book as a reader does who comes from the search, copies
// from them, and makes them as narrow as a telephone. Each fault becomes a line;
// "done" follows the last.

const THEMES = ["light", "rust", "coal", "navy", "ayu"];
const PAGES = ["neuron.html", "two_layers.html", "notation.html"];
// Of its listings one stands in rows, and others beside each other.
const LISTINGS = "two_layers.html";
const WIDTHS = [320, 700, 1000, 1280, 1700];
// Found in listings, formulas and pictures.
const WORDS = "loss z w learning rate";
// How far apart two places may be that should be the same: pixels.
const SAME = 0.5;

const frame = document.querySelector("iframe");
const report = document.querySelector("pre");
let checks = 0;

function check(holds, fault) {
    checks += 1;
    if (!holds) {
        report.append(`${fault}\n`);
    }
}

function open(page) {
    return new Promise((resolve) => {
        frame.onload = () => resolve(frame.contentDocument);
        frame.src = `/${page}`;
    });
}

function textNodes(element) {
    const document = element.ownerDocument;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
        nodes.push(walker.currentNode);
    }
    return nodes;
}

// Where each letter of an element stands.
function letters(element) {
    const range = element.ownerDocument.createRange();
    return textNodes(element).flatMap((node) =>
        [...node.data].map((letter, i) => {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const { left, top, right } = range.getBoundingClientRect();
            return { letter, left, top, right };
        }));
}

// Unfolds what is folded, shows hidden lines, and both languages.
function showAll(document) {
    for (const details of document.querySelectorAll("main details")) {
        details.open = true;
    }
    for (const eye of document.querySelectorAll(".buttons [title='Show hidden lines']")) {
        eye.click();
    }
    const style = document.createElement("style");
    style.textContent = ".beside .column { display: block !important; }"
        + "mark { transition: none !important; }";
    document.head.append(style);
}

function isShown(element) {
    return element.checkVisibility({ visibilityProperty: true });
}

function luminance([r, g, b]) {
    const [x, y, z] = [r, g, b].map((part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

// The contrast of two colours, as the Web Content Accessibility Guidelines
// define it.
function contrast(one, other) {
    const parts = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number);
    const [low, high] = [one, other].map((c) => luminance(parts(c))).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
}

function copied(document, from, to) {
    const selection = document.getSelection();
    selection.setBaseAndExtent(from, 0, to, to.childNodes.length);
    const { ClipboardEvent, DataTransfer } = document.defaultView;
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    const text = event.defaultPrevented
        ? clipboardData.getData("text/plain")
        : selection.toString();
    selection.removeAllRanges();
    return text;
}

async function checkMarks(page, theme) {
    const about = `${page}, ${theme}`;
    localStorage.setItem("mdbook-theme", theme);
    let document = await open(page);
    showAll(document);
    const places = (element) => letters(element);
    const before = [...document.querySelectorAll("main pre > code")].map(places);
    const shown = (selector) =>
        [...document.querySelectorAll(selector)].map((element) => element.textContent).join("");
    const symbols = shown("main math") + shown("main svg");

    document = await open(`${page}?highlight=${encodeURIComponent(WORDS)}`);
    check(document.documentElement.classList.contains(theme), `${about}: another theme`);
    const marks = [...document.querySelectorAll("main mark")];
    check(marks.length > 10, `${about}: nothing is marked`);
    check(shown("main math") + shown("main svg") === symbols, `${about}: letters are gone`);
    const inFormulas = document.querySelectorAll("math mark, svg mark").length;
    check(inFormulas === 0, `${about}: ${inFormulas} marks in formulas and pictures`);
    for (const mark of marks) {
        // Of two listings, one is shown.
        const places = [...mark.closest(".beside")?.querySelectorAll("mark") ?? [mark]];
        const legend = mark.closest("legend");
        check(legend || places.some(isShown), `${about}: '${mark.textContent}' is not shown`);
    }

    showAll(document);
    const after = [...document.querySelectorAll("main pre > code")].map(places);
    check(after.length === before.length, `${about}: other listings`);
    const differ = (a, b) => a.letter !== b.letter
        || Math.abs(a.left - b.left) > SAME || Math.abs(a.right - b.right) > SAME;
    for (const [i, listing] of before.entries()) {
        const isSame = listing.length === after[i].length
            && !listing.some((letter, k) => differ(letter, after[i][k]));
        check(isSame, `${about}: marks move the letters of listing ${i}`);
    }
    for (const mark of marks) {
        const box = mark.getBoundingClientRect();
        const own = letters(mark);
        const left = Math.min(...own.map((letter) => letter.left));
        const right = Math.max(...own.map((letter) => letter.right));
        const covers = Math.max(left - box.left, box.right - right);
        check(covers <= SAME, `${about}: the mark of '${mark.textContent}' covers ${covers} more`);
        const ground = getComputedStyle(mark).backgroundColor;
        for (const node of textNodes(mark)) {
            const ratio = contrast(ground, getComputedStyle(node.parentElement).color);
            check(ratio >= 4.5, `${about}: '${node.data}' has a contrast of ${ratio}`);
        }
    }
    // Back, and to the marks again, as the browser's buttons do.
    document.defaultView.dispatchEvent(new PopStateEvent("popstate"));
    const again = document.querySelectorAll("math mark, svg mark").length;
    check(again === 0, `${about}: ${again} marks in formulas after going back`);
}

async function checkCopies(page) {
    const document = await open(page);
    for (const pre of document.querySelectorAll("main pre:has(> code)")) {
        // What the button copies, hidden lines and all.
        const text = document.defaultView.playground_text(pre, false);
        check(text === pre.querySelector("code").textContent, `${page}: the button copies '${text}'`);
    }
    showAll(document);
    for (const listing of document.querySelectorAll("main pre > code")) {
        const text = copied(document, listing, listing).trim();
        const isWhole = text === listing.textContent.trim();
        check(isWhole, `${page}: a listing is copied as '${text}'`);
    }
    for (const paragraph of document.querySelectorAll("main p")) {
        const formulas = [...paragraph.querySelectorAll("math")];
        if (formulas.length > 0) {
            const text = copied(document, paragraph, paragraph).trim();
            const isLine = !text.includes("\n");
            check(isLine, `${page}: a paragraph is copied as '${text}'`);
            const latex = formulas.map((math) => math.dataset.latex);
            check(latex.every((x) => text.includes(x)), `${page}: '${text}' lacks a formula`);
            // The selection begins and ends within a formula.
            const [first, last] = [formulas[0], formulas[formulas.length - 1]];
            const inner = copied(document, first.firstElementChild, last.firstElementChild);
            check(inner.startsWith(latex[0]), `${page}: '${inner}' lacks its first formula`);
            check(inner.endsWith(latex[latex.length - 1]), `${page}: '${inner}' lacks its last`);
        }
    }
    for (const formula of document.querySelectorAll("main .formula")) {
        const text = copied(document, formula, formula).trim();
        const { latex } = formula.querySelector("math").dataset;
        const [first] = text.split("\n");
        check(first === latex, `${page}: a formula is copied as '${text}'`);
    }
}

// A click on the eye shows the hidden lines, and a click on a language shows it in
// all listings. What is not shown takes no place.
async function checkListings() {
    localStorage.removeItem("press-language");
    let document = await open(LISTINGS);
    const listings = [...document.querySelectorAll(".beside")];
    check(listings.length > 5, `${LISTINGS}: ${listings.length} listings`);
    for (const boring of document.querySelectorAll(".boring")) {
        check(!isShown(boring), `${LISTINGS}: '${boring.textContent}' is not hidden`);
    }
    frame.width = WIDTHS[0];
    const shown = () => listings.map((listing) =>
        [...listing.querySelectorAll(".column")].filter(isShown).map((e) => e.className).join());
    const all = (language) => shown().filter((names) => names === `column of-${language}`).length;
    const folded = listings.filter((listing) => listing.closest("details")).length;
    check(folded > 0 && all("rust") === listings.length - folded, `${LISTINGS}: shows ${shown()}`);
    listings.find(isShown).querySelector("[value=python]").click();
    check(all("python") === listings.length - folded, `${LISTINGS}: shows ${shown()}`);
    document = await open("neuron.html");
    const kept = [...document.querySelectorAll("[value=python]")].every((button) => button.checked);
    check(kept, "neuron.html: the language is not kept");
    localStorage.removeItem("press-language");
}

// Nothing is wider than the page, and each row of formulas has all its cells on
// the page, at every width.
async function checkWidths(page) {
    for (const width of WIDTHS) {
        frame.width = width;
        const document = await open(page);
        const about = `${page}, ${width} wide`;
        for (const details of document.querySelectorAll("main details")) {
            details.open = true;
        }
        const { clientWidth, scrollWidth } = document.documentElement;
        check(scrollWidth <= clientWidth, `${about}: its content takes ${scrollWidth}`);
        for (const cell of document.querySelectorAll(".rows :is(td, tbody th)")) {
            const { left, right, height } = cell.getBoundingClientRect();
            const isInside = 0 <= left && right <= clientWidth && 0 < height;
            check(isInside, `${about}: '${cell.textContent}' lies from ${left} to ${right}`);
        }
        // Side by side, a listing has the columns that it asks for.
        for (const listings of document.querySelectorAll(".beside")) {
            const shown = [...listings.querySelectorAll(".listing")].filter(isShown);
            const widest = Math.max(...shown.map((e) => e.scrollWidth - e.clientWidth));
            const label = shown[0].getAttribute("aria-label");
            check(shown.length < 2 || widest <= 1, `${about}: ${label} is ${widest} wider`);
        }
        const languages = document.querySelectorAll(".rows [role=cell].code").length;
        const formulas = document.querySelectorAll(".rows [role=rowheader]").length;
        check(languages === 2 * formulas, `${about}: ${languages} cells of code`);
    }
    frame.width = 1200;
}

async function run() {
    await checkListings();
    for (const page of PAGES) {
        await checkWidths(page);
        await checkCopies(page);
        for (const theme of THEMES) {
            await checkMarks(page, theme);
        }
    }
    report.append(`done: ${checks} checks\n`);
}

run().catch((error) => report.append(`${error.stack}\ndone: by an error\n`));
