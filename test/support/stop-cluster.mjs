export default async function stopCluster() {
  await globalThis.vigilTestCluster.stop();
}
