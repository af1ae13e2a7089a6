// How this person needs the screen: colours, text size, motion, reach, speech. Kept by the visit, never longer.
export const themes = ['light', 'dark', 'contrast'] as const;
export const textSteps = ['normal', 'large', 'max'] as const;

export interface Look {
  theme: (typeof themes)[number];
  text: (typeof textSteps)[number];
  /** 'none' stops every movement; 'normal' still follows the system's wish for less. */
  motion: 'normal' | 'none';
  /** 'low': bar and controls in the lower 40 %. */
  reach: 'normal' | 'low';
  /** 'on': the app says what is on the screen · 'twice': and a first touch only says what it would do. */
  speech: 'off' | 'on' | 'twice';
}

export const normalLook: Look = { theme: 'light', text: 'normal', motion: 'normal', reach: 'normal', speech: 'off' };

/** Whoever asks for one of these needs longer for everything; dark colours are a liking. */
export const needsTime = (look: Look): boolean =>
  look.text !== 'normal' ||
  look.theme === 'contrast' ||
  look.motion === 'none' ||
  look.reach === 'low' ||
  look.speech !== 'off';

/** Puts the look on the root element, where tokens.css reads it. */
export function applyLook(look: Look, root: HTMLElement = document.documentElement): void {
  root.dataset['theme'] = look.theme;
  root.dataset['text'] = look.text;
  root.dataset['motion'] = look.motion;
  root.dataset['reach'] = look.reach;
}
