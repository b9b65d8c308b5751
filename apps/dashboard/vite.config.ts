// How the dashboard is bundled: from here into dist/dashboard, where the server finds it.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const lib = (name: string) => path.resolve(here, '../../libs', name);
const server = process.env.WENYING_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: {
    alias: [
      { find: '#contract', replacement: lib('contract/index.ts') },
      { find: '#proofs', replacement: lib('accountability/in-browser.ts') },
    ],
  },
  server: {
    proxy: {
      '/api': server,
      '/public': server,
      '/health': server,
      '/socket.io': { target: server, ws: true },
    },
  },
  build: {
    outDir: path.resolve(here, '../../dist/dashboard'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
  },
});
