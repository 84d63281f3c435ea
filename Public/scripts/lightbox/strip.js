// The filmstrip: small frames on both sides of the picture, the current one in the middle.
const reach = 24;

export class Strip {
  #items = new Map();

  constructor(list) {
    this.list = list;
    this.#centre(list.querySelector("[aria-current]"));
  }

  draw(reel, address) {
    const focused = this.list.contains(document.activeElement);
    const first = Math.max(reel.index - reach, 0);
    const shown = reel.frames.slice(first, reel.index + reach + 1);
    const items = new Map(shown.map((frame) => [frame.id, this.#items.get(frame.id) ?? item(frame)]));
    for (const [id, element] of items) {
      const link = element.firstChild;
      const isCurrent = id === reel.current.id;
      link.href = address(id);
      // One stop for the Tab key; along the film one goes with the arrows.
      link.tabIndex = isCurrent ? 0 : -1;
      if (isCurrent) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    this.#items = items;
    this.list.replaceChildren(...items.values());
    const current = items.get(reel.current.id);
    if (focused) current.firstChild.focus({ preventScroll: true });
    this.#centre(current);
  }

  #centre(element) {
    const [list, item] = [this.list.getBoundingClientRect(), element.getBoundingClientRect()];
    this.list.scrollLeft += item.left + item.width / 2 - list.left - list.width / 2;
  }
}

function item(frame) {
  const image = new Image();
  image.src = frame.thumbnail_url;
  image.alt = `Picture ${frame.id}, ${frame.model_name}`;
  image.decoding = "async";
  const link = document.createElement("a");
  link.className = frame.ratio;
  link.dataset.id = frame.id;
  link.append(image);
  const element = document.createElement("li");
  element.append(link);
  return element;
}
