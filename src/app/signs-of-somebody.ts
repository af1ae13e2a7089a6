// What somebody in front of the tablet does that a page can hear: each shows that they are still there.
export const signsOfSomebody = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
