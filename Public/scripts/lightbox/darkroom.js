// Pictures that are fetched and decoded before they are shown: the one on the table and one on each side.
export class Darkroom {
  #kept = new Map();

  // The picture of an address: `image`, `ready`, a promise, and `isReady` once every pixel is there.
  develop(url, image = new Image()) {
    if (this.#kept.has(url)) return this.#kept.get(url);
    if (!image.src) image.src = url;
    const picture = { image, isReady: false };
    picture.ready = image.decode().then(() => { picture.isReady = true; });
    // Whoever awaits it hears of it; ahead of time nobody does.
    picture.ready.catch(() => {});
    this.#kept.set(url, picture);
    return picture;
  }

  // Lets go of all others; those on their way need not come.
  keep(urls) {
    for (const [url, picture] of this.#kept) {
      if (urls.includes(url)) continue;
      if (!picture.isReady) picture.image.src = "";
      this.#kept.delete(url);
    }
  }
}
