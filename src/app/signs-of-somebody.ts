// What somebody in front of the tablet does that a page can hear: each shows that they are still there.
// `gondola-sight`: the shelf lens saw a tag come into view.
export const signsOfSomebody = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'gondola-sight'] as const;
