// What a frame of the gallery shows of people's marks, changed on the spot and put back as it was.
const before = new Map();

// The link of a picture's frame, where this page shows it.
export const frameOf = (id) => document.querySelector(`.frame > a:is([href="/images/${id}"], [href^="/images/${id}?"])`);

// Keeps how frames look before an action.
export function remember(action, frames) {
  before.set(String(action), frames.map((frame) => ({
    frame, isHidden: frame.hidden, isFavourite: isFavourite(frame), rating: rating(frame),
  })));
}

// Puts frames back; false where this page does not know of the action.
export function restore(action) {
  const known = before.get(String(action));
  if (!known) return false;
  for (const { frame, isHidden, isFavourite, rating } of known) {
    frame.hidden = isHidden;
    setFavourite(frame, isFavourite);
    setRating(frame, rating);
  }
  before.delete(String(action));
  return true;
}

// Shows what an action makes of a frame.
export function show(frame, action, stars) {
  switch (action) {
    case "favourite": return setFavourite(frame, true);
    case "unfavourite": return setFavourite(frame, false);
    case "rate": return setRating(frame, stars);
    case "trash": case "restore": frame.hidden = true;
  }
}

const isFavourite = (frame) => frame.querySelector(".favoured") !== null;
const rating = (frame) => Number(frame.querySelector(".rating")?.textContent ?? 0);

function setFavourite(frame, isFavourite) {
  const mark = frame.querySelector(".favoured");
  if (!isFavourite) mark?.remove();
  else if (!mark) add(frame, "favoured", "A favourite of yours");
}

function setRating(frame, stars) {
  const mark = frame.querySelector(".rating");
  if (!stars) { mark?.remove(); return; }
  const title = `Rated ${stars} of 5`;
  const shown = mark ?? add(frame, "rating", title);
  shown.title = title;
  shown.textContent = stars;
}

function add(frame, name, title) {
  const mark = Object.assign(document.createElement("span"), { className: name, title });
  const edge = frame.querySelector(".edge");
  edge.insertBefore(mark, edge.querySelector(".model"));
  return mark;
}
