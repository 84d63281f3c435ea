// Where one looks at a picture: how large, and which point of it lies in the middle. Plain numbers, no page.
// A place is null for "as it fits", else { z, x, y }: device pixels for each pixel of the picture (1 is every pixel as
// it is), and the point in the middle as shares of width and height. A scene is { size, room, density }: the picture's
// pixels, the part of the window that is the picture's, and device pixels for each of the page's.
const largest = 16;

// Never larger than the picture's own size: what is made up between pixels helps no judgement.
export function fitting({ size, room, density }) {
  return Math.min(room.width / size.width, room.height / size.height, 1) * density;
}

// The nearest place that shows no emptiness where there could be picture; null where it fits.
export function bounded(place, scene) {
  const fit = fitting(scene);
  // On a fine screen every pixel as it is can be smaller than what fits.
  const z = place ? Math.min(Math.max(place.z, Math.min(fit, 1)), largest) : fit;
  if (Math.abs(z / fit - 1) < 0.002) return null;
  const within = (share, side) => {
    const half = scene.room[side] / 2 / (scene.size[side] * z / scene.density);
    return half >= 0.5 ? 0.5 : Math.min(Math.max(share, half), 1 - half);
  };
  return { z, x: within(place.x, "width"), y: within(place.y, "height") };
}

// The picture's box for a place, its corner on a whole device pixel.
export function box(place, scene) {
  const { size, room, density } = scene;
  const { z, x, y } = place ?? { z: fitting(scene), x: 0.5, y: 0.5 };
  const [width, height] = [size.width * z / density, size.height * z / density];
  const whole = (length) => Math.round(length * density) / density;
  return {
    left: whole(room.width / 2 - x * width), top: whole(room.top + room.height / 2 - y * height), width, height,
  };
}

// The place after a zoom that leaves the point under the hand where it is.
export function zoomed(place, z, point, scene) {
  const { size, room, density } = scene;
  const now = box(place, scene);
  return bounded({
    z,
    x: (point.x - now.left) / now.width - (point.x - room.width / 2) / (size.width * z / density),
    y: (point.y - now.top) / now.height - (point.y - room.top - room.height / 2) / (size.height * z / density),
  }, scene);
}

// "#z=2&x=0.4&y=0.6" and back.
export function written(place) {
  if (!place) return "";
  return "#" + ["z", "x", "y"].map((name) => `${name}=${Number(place[name].toFixed(4))}`).join("&");
}
export function read(hash) {
  const fields = new URLSearchParams(hash.slice(1));
  const [z, x, y] = ["z", "x", "y"].map((name) => parseFloat(fields.get(name)));
  return [z, x, y].every(Number.isFinite) && z > 0 ? { z, x, y } : null;
}
