/** What Foulée's pictures are drawn from: people, shoes and things, as SVG. Ours, by hand. */

export const ink = "#1F2430";
export const paper = "#F4EEE3";
export const navy = "#1D4E89";
export const teal = "#1F7A6C";
export const mint = "#6FB0A2";
export const rust = "#B4532A";
export const peach = "#DD9A74";
export const sand = "#E3D6C1";
export const cream = "#FBFAF7";
export const plum = "#7A5BB5";
export const gold = "#D9A441";

/** 16 to 9, as key moments are shown. */
export const scene = (ground, ...parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="${ground}"/>${parts.flat().join("")}</svg>`;

export const rect = (x, y, w, h, fill, r = 0, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${more}/>`;
export const circle = (x, y, r, fill, more = "") =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
export const path = (d, fill, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;
export const line = (d, stroke, width, more = "") =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const at = (x, y, scale, ...parts) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${parts.flat().join("")}</g>`;
export const turned = (x, y, degrees, ...parts) =>
  `<g transform="translate(${x} ${y}) rotate(${degrees})">${parts.flat().join("")}</g>`;

/** Words nobody has to read: bars of text, the first as a heading. */
export const words = (x, y, widths, fill = sand, gap = 20, height = 9) =>
  widths.map((width, row) => rect(x, y + row * gap, width, height, fill, height / 2));

export const camille = { skin: "#E9BC98", hair: "#8A3F22", top: rust, legs: ink, style: "bun" };
export const karim = {
  skin: "#A9714B",
  hair: "#231A17",
  top: teal,
  legs: "#39405A",
  style: "short",
};
export const friend = { skin: "#7B4A30", hair: "#231A17", top: plum, legs: navy, style: "long" };
export const adviser = { skin: "#F0C9A8", hair: "#C58A3C", top: navy, legs: ink, style: "long" };

/** A head of 46 px, looking right (or left, mirrored by whoever places it). */
export function head({ skin, hair, style }, { smile = true, beard = style === "short" } = {}) {
  const back = {
    bun: `${circle(-22, -20, 12, hair)}${path("M-24 2C-30-26 20-36 23-8C8-6-2-12-8-14C-10-4-16 2-24 2Z", hair)}`,
    short: path("M-24-2C-28-32 24-34 24-6C10-8-2-12-12-14C-14-8-18-2-24-2Z", hair),
    long: path("M-22 30C-40-2-20-34 6-28C24-24 26-8 22-6C8-6-4-10-10-14C-12 0-6 20-22 30Z", hair),
  }[style];
  const behind = style === "long" ? path("M-24 26C-34-10-10-30 6-28L0 20Z", hair) : "";
  return [
    behind,
    circle(0, 0, 23, skin),
    beard ? path("M-16 6C-14 26 16 28 21 6C12 12 0 12-16 6Z", hair) : "",
    back,
    circle(9, 0, 2.4, ink),
    smile
      ? line("M6 10Q12 15 17 9", beard ? "#F4EEE3" : ink, 2.2)
      : line("M8 12H16", beard ? "#F4EEE3" : ink, 2.2),
  ].join("");
}

/**
 * A whole person from joints, in px around the hip. Limbs are thick lines: enough of a body to be
 * somebody, little enough to be anybody.
 */
export function person(who, pose) {
  const limb = (points, stroke, width) =>
    line(`M${points.map(([x, y]) => `${x} ${y}`).join("L")}`, stroke, width);
  const { neck, back, front, legs } = pose;
  const leg = (points) => {
    const [, , [x, y]] = points;
    return [limb(points, who.legs, 19), at(x, y, 0.36, shoe(who.top === rust ? mint : gold))];
  };
  const arm = (points) => {
    const [shoulder, elbow, hand] = points;
    return [
      limb([shoulder, elbow, hand], who.skin, 13),
      limb([shoulder, elbow], who.top, 16),
      circle(hand[0], hand[1], 8, who.skin),
    ];
  };
  return [
    back ? arm(back) : [],
    leg(legs[1]),
    leg(legs[0]),
    limb(
      [
        [neck[0] * 0.5, neck[1] * 0.5],
        [neck[0], neck[1] + 16],
      ],
      who.top,
      44,
    ),
    limb(
      [
        [0, 0],
        [neck[0] * 0.4, neck[1] * 0.4],
      ],
      who.top,
      38,
    ),
    limb(
      [
        [neck[0], neck[1]],
        [neck[0] + 4, neck[1] - 14],
      ],
      who.skin,
      15,
    ),
    turned(neck[0] + 6, neck[1] - 34, pose.tilt ?? 0, head(who, pose)),
    front ? arm(front) : [],
  ]
    .flat(2)
    .join("");
}

export const standing = (more = {}) => ({
  neck: [0, -86],
  back: [
    [6, -74],
    [20, -40],
    [44, -28],
  ],
  front: [
    [-6, -74],
    [-12, -38],
    [8, -12],
  ],
  legs: [
    [
      [-6, 0],
      [-8, 46],
      [-8, 92],
    ],
    [
      [8, 0],
      [12, 46],
      [12, 92],
    ],
  ],
  ...more,
});
export const running = (more = {}) => ({
  neck: [16, -84],
  back: [
    [18, -70],
    [46, -50],
    [62, -76],
  ],
  front: [
    [8, -70],
    [-22, -48],
    [-6, -22],
  ],
  legs: [
    [
      [0, 0],
      [40, 22],
      [28, 66],
    ],
    [
      [-2, 0],
      [-16, 46],
      [-62, 44],
    ],
  ],
  tilt: 4,
  ...more,
});

/** A running shoe of 150 px, its toe to the right, its sole on y = 22. */
export const shoe = (color = rust, sole = cream) =>
  [
    path(
      "M-62-34C-52-22-30-22-20-36C-8-30 20-6 58-2C74 0 80 8 80 16H-66C-70 0-68-22-62-34Z",
      color,
    ),
    path("M-20-36C-8-30 20-6 58-2L44 6C10 4-14-8-32-26Z", cream, 'opacity=".28"'),
    path("M-70 12H82C86 24 78 30 66 30H-58C-70 30-74 22-70 12Z", sole),
    line("M-6-22L6-32M8-14L20-24M24-6L34-15", cream, 5),
    line("M-48 2C-20 8 4 12 40 12", ink, 3, 'opacity=".25"'),
  ].join("");

export const box = (x, y, w, h, label = true) => [
  rect(x, y, w, h, "#C99A6B", 4),
  rect(x - 6, y - 18, w + 12, 24, "#B5824F", 4),
  label ? rect(x + w / 2 - 26, y + h / 2 - 14, 52, 30, cream, 3) : "",
  label ? words(x + w / 2 - 18, y + h / 2 - 6, [36, 22], "#B9B7B0", 9, 4) : "",
];
export const tick = (x, y, r, fill = teal) => [
  circle(x, y, r, fill),
  line(
    `M${x - r * 0.42} ${y + r * 0.04}L${x - r * 0.1} ${y + r * 0.36}L${x + r * 0.46} ${y - r * 0.34}`,
    cream,
    r * 0.2,
  ),
];
export const phone = (x, y, w, h, ...screen) => [
  rect(x, y, w, h, ink, 18),
  rect(x + 8, y + 10, w - 16, h - 20, cream, 11),
  ...screen,
];
export const laptop = (x, y, w, h, ...screen) => [
  rect(x, y, w, h, ink, 12),
  rect(x + 10, y + 10, w - 20, h - 20, cream, 5),
  path(`M${x - 34} ${y + h}H${x + w + 34}L${x + w + 20} ${y + h + 16}H${x - 20}Z`, "#B9B7B0"),
  ...screen,
];
export const star = (x, y, r, fill = gold) => {
  const points = Array.from({ length: 10 }, (_, turn) => {
    const angle = (Math.PI * turn) / 5 - Math.PI / 2;
    const reach = turn % 2 ? r * 0.45 : r;
    return `${(x + reach * Math.cos(angle)).toFixed(1)} ${(y + reach * Math.sin(angle)).toFixed(1)}`;
  });
  return path(`M${points.join("L")}Z`, fill);
};
export const heart = (x, y, s, fill = rust) =>
  path(
    `M${x} ${y + s}C${x - s * 1.6} ${y - s * 0.1} ${x - s * 0.7} ${y - s * 1.1} ${x} ${y - s * 0.35}C${x + s * 0.7} ${y - s * 1.1} ${x + s * 1.6} ${y - s * 0.1} ${x} ${y + s}Z`,
    fill,
  );
export const tree = (x, y, s, fill = mint) => [
  rect(x - 4 * s, y - 40 * s, 8 * s, 40 * s, "#7C5A44", 3),
  circle(x, y - 62 * s, 34 * s, fill),
  circle(x - 22 * s, y - 46 * s, 22 * s, fill),
  circle(x + 22 * s, y - 46 * s, 22 * s, fill),
];
export const bubble = (x, y, w, h, fill, left = true) => [
  rect(x, y, w, h, fill, 16),
  path(
    left
      ? `M${x + 18} ${y + h - 6}L${x + 10} ${y + h + 18}L${x + 46} ${y + h - 4}Z`
      : `M${x + w - 18} ${y + h - 6}L${x + w - 10} ${y + h + 18}L${x + w - 46} ${y + h - 4}Z`,
    fill,
  ),
];
export const van = (x, y, fill = navy) => [
  path(`M${x} ${y}h150v84h-150q-8 0-8-8v-68q0-8 8-8Z`, fill),
  path(`M${x + 150} ${y + 18}h44q10 0 14 10l14 28v28h-72Z`, peach),
  path(`M${x + 162} ${y + 30}h28q6 0 8 6l8 18h-44Z`, cream),
  circle(x + 36, y + 86, 20, ink),
  circle(x + 36, y + 86, 8, sand),
  circle(x + 178, y + 86, 20, ink),
  circle(x + 178, y + 86, 8, sand),
  at(x + 74, y + 42, 0.55, shoe(rust)),
];
export const pin = (x, y, s, fill = rust) => [
  path(
    `M${x} ${y}C${x - 26 * s} ${y - 34 * s} ${x - 22 * s} ${y - 70 * s} ${x} ${y - 70 * s}C${x + 22 * s} ${y - 70 * s} ${x + 26 * s} ${y - 34 * s} ${x} ${y}Z`,
    fill,
  ),
  circle(x, y - 46 * s, 9 * s, cream),
];

export const floor = (fill, y = 300) => rect(0, y, 640, 360 - y, fill);
/** Things that look the other way. */
export const mirrored = (x, y, scale, ...parts) =>
  `<g transform="translate(${x} ${y}) scale(${-scale} ${scale})">${parts.flat().join("")}</g>`;
export const hills = (fill, y) =>
  path(`M0 ${y}C120 ${y - 60} 220 ${y - 40} 320 ${y}S540 ${y - 50} 640 ${y}V360H0Z`, fill);
/** A hill within a frame. */
export const hill = (x, y, w, h) =>
  path(
    `M${x} ${y}C${x + w * 0.3} ${y - 26} ${x + w * 0.6} ${y + 10} ${x + w} ${y - 16}V${y + h}H${x}Z`,
    mint,
  );
export const portrait = (ground, who, pose = {}) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="${ground}"/>${circle(200, 220, 170, cream, 'opacity=".5"')}${path("M70 400C76 300 150 290 200 290S324 300 330 400Z", who.top)}${rect(172, 226, 52, 84, who.skin, 26)}${path("M172 292Q200 326 224 292L224 284H172Z", who.skin)}${at(196, 172, 3.5, head(who, pose))}</svg>`;
