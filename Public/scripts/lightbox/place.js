// Where one looks at a picture: how large, and which point of it lies in the middle. Plain numbers, no page.
// A place is null for "as large as fits", else { z, x, y }: device pixels for each pixel of the picture (1 is every
// pixel as it is), and the point in the middle as shares of width and height. A room is { left, top, width, height }.
const largest = 16;

// Never larger than the picture's own size: what is made up between pixels helps no judgement.
export function fitting(size, room, density) {
  return Math.min(room.width / size.width, room.height / size.height, 1) * density;
}

// The nearest place that shows no emptiness where there could be picture; null where it fits again.
export function bounded(place, size, room, density) {
  if (!place) return null;
  const fit = fitting(size, room, density);
  // On a fine screen every pixel as it is can be smaller than what fits.
  const z = Math.min(Math.max(place.z, Math.min(fit, 1)), Math.max(largest, fit));
  if (Math.abs(z / fit - 1) < 0.002) return null;
  const within = (share, pixels, space) => {
    const half = space / 2 / (pixels * z / density);
    return half >= 0.5 ? 0.5 : Math.min(Math.max(share, half), 1 - half);
  };
  return { z, x: within(place.x, size.width, room.width), y: within(place.y, size.height, room.height) };
}

// The picture's box for a place, its corner on a whole device pixel.
export function box(place, size, room, density) {
  const { z, x, y } = place ?? { z: fitting(size, room, density), x: 0.5, y: 0.5 };
  const width = size.width * z / density;
  const height = size.height * z / density;
  const whole = (length) => Math.round(length * density) / density;
  return {
    left: whole(room.left + room.width / 2 - x * width), top: whole(room.top + room.height / 2 - y * height),
    width, height,
  };
}

// The place after a zoom that leaves the point under the hand where it is.
export function zoomed(place, z, point, size, room, density) {
  const now = box(place, size, room, density);
  const share = (at, start, length) => (at - start) / length;
  const x = share(point.x, now.left, now.width);
  const y = share(point.y, now.top, now.height);
  return bounded({
    z,
    x: x - (point.x - room.left - room.width / 2) / (size.width * z / density),
    y: y - (point.y - room.top - room.height / 2) / (size.height * z / density),
  }, size, room, density);
}

// "#z=2&x=0.4&y=0.6" and back.
export function written(place) {
  const short = (number) => String(Number(number.toFixed(4)));
  return place ? `#z=${short(place.z)}&x=${short(place.x)}&y=${short(place.y)}` : "";
}
export function read(hash) {
  const fields = new URLSearchParams(hash.slice(1));
  const [z, x, y] = ["z", "x", "y"].map((name) => Number(fields.get(name) ?? NaN));
  return [z, x, y].every(Number.isFinite) && z > 0 ? { z, x, y } : null;
}
