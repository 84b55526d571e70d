import { captureVerb } from './capture.ts';
import { capturesVerb } from './captures.ts';
import { deleteCaptureVerb } from './delete-capture.ts';
import { infoVerb } from './info.ts';
import { showCaptureVerb } from './show-capture.ts';
import { virtualizeVerb } from './virtualize.ts';

export const hostVerbs = [
  infoVerb,
  captureVerb,
  capturesVerb,
  showCaptureVerb,
  deleteCaptureVerb,
  virtualizeVerb,
];
