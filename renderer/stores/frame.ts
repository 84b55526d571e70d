import { create } from 'zustand';

/** What floats over the page, opened from the frame or by a key. */
interface FrameState {
  readonly palette: boolean;
  readonly help: boolean;
  readonly setPalette: (open: boolean) => void;
  readonly setHelp: (open: boolean) => void;
}

export const useFrame = create<FrameState>((set) => ({
  palette: false,
  help: false,
  setPalette: (palette) => set({ palette }),
  setHelp: (help) => set({ help }),
}));
