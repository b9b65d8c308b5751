// Starts the dashboard in the browser.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from '../shared/words';
import '../shared/ui/style.css';
import { Dashboard } from './Dashboard';
import { answers } from './reach';

const reloaded = 'wenying.reloaded';
const onceInMs = 10_000;
// After an upgrade the parts of the old edition are gone: the page begins anew with the present one, but never in a loop.
// Where the server is gone they could not be fetched either; then the page says so, and waits.
window.addEventListener('vite:preloadError', async () => {
  if (Date.now() - Number(sessionStorage.getItem(reloaded) ?? 0) < onceInMs) return;
  if (!(await answers())) return;
  sessionStorage.setItem(reloaded, String(Date.now()));
  window.location.reload();
});

startWords();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Dashboard />
    </StrictMode>,
  );
