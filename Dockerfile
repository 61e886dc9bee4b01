# One image for web, worker, command line and migrations; docker-compose.yml chooses the command.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY packages/auth/package.json packages/auth/
COPY packages/aws/package.json packages/aws/
COPY packages/aws-sim/package.json packages/aws-sim/
COPY packages/config/package.json packages/config/
COPY packages/crawl/package.json packages/crawl/
COPY packages/db/package.json packages/db/
COPY packages/digest/package.json packages/digest/
COPY packages/guardrails/package.json packages/guardrails/
COPY packages/jobs/package.json packages/jobs/
COPY packages/posture/package.json packages/posture/
COPY packages/responsibility/package.json packages/responsibility/
COPY packages/ui/package.json packages/ui/
RUN npm ci --no-audit --no-fund

FROM dependencies AS build
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN node scripts/generate.mjs \
  && NODE_ENV=production npx next build apps/web \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf apps/web/.next/cache

FROM node:24-bookworm-slim AS application
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=build --chown=root:root /app /app
# Nothing of the application is writable by the user it runs as.
USER node
EXPOSE 3000 3101
CMD ["node", "node_modules/next/dist/bin/next", "start", "apps/web", "--port", "3000"]
