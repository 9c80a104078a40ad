import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { vendorMarks } from './build/vendor-marks.ts'

const hub = process.env['PATCHBAY_URL'] ?? 'http://127.0.0.1:7282'

export default defineConfig({
  plugins: [react(), vendorMarks()],
  server: { port: 5173, proxy: { '/api': { target: hub, changeOrigin: false } } },
  build: { target: 'es2022', sourcemap: false, reportCompressedSize: true },
})
