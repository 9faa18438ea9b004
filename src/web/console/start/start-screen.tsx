import { useEffect } from 'react';
import { navigate } from '../router.js';

/** The console's first page: the work that waits. */
export function StartScreen() {
  useEffect(() => navigate('/conversations', { replace: true }), []);
  return null;
}
