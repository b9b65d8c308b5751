// Starts the dashboard in the browser.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from '../shared/words';
import '../shared/ui/style.css';
import { Dashboard } from './Dashboard';

startWords();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Dashboard />
    </StrictMode>,
  );
