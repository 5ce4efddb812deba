package aero.vigil.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A file with a page cache apart from its disk: writes are seen at once and durable when forced. A
 * power cut leaves each unforced sector old, new, zeros or noise.
 */
final class SimulatedBlockFile implements BlockFile {

    static final int SECTOR_BYTES = 512;

    private byte[] disk;
    private byte[] cache;
    private final List<Integer> dirtySectors = new ArrayList<>();
    private int stepsLeft = Integer.MAX_VALUE;

    SimulatedBlockFile(int bytes) {
        disk = new byte[bytes];
        cache = new byte[bytes];
    }

    /** The machine stops at the n-th write or force from now. */
    static final class PowerCut extends IOException {
        private static final long serialVersionUID = 1L;
    }

    void cutPowerAfter(int steps) {
        stepsLeft = steps;
    }

    /** What a start finds on the disk. */
    void restartAfterPowerCut(Random random) {
        for (int sector : dirtySectors) {
            int from = sector * SECTOR_BYTES;
            switch (random.nextInt(4)) {
                case 0 -> System.arraycopy(cache, from, disk, from, SECTOR_BYTES);
                case 1 -> Arrays.fill(disk, from, from + SECTOR_BYTES, (byte) 0);
                case 2 -> {
                    byte[] noise = new byte[SECTOR_BYTES];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, disk, from, SECTOR_BYTES);
                }
                default -> {} // old
            }
        }
        dirtySectors.clear();
        cache = disk.clone();
        stepsLeft = Integer.MAX_VALUE;
    }

    /** What a start finds after kill -9: the page cache. */
    void restartAfterKill() {
        stepsLeft = Integer.MAX_VALUE;
    }

    /** Changes what stands in the file, behind everybody's back. */
    void damage(int offset, byte... bytes) {
        System.arraycopy(bytes, 0, disk, offset, bytes.length);
        System.arraycopy(bytes, 0, cache, offset, bytes.length);
    }

    private void step() throws IOException {
        if (stepsLeft-- <= 0) {
            throw new PowerCut();
        }
    }

    @Override
    public long size() {
        return cache.length;
    }

    @Override
    public int read(long offset, ByteBuffer into) {
        int count = Math.max(0, Math.min(into.remaining(), cache.length - (int) offset));
        into.put(cache, (int) offset, count);
        return count;
    }

    @Override
    public void write(long offset, ByteBuffer from) throws IOException {
        int length = from.remaining();
        int at = (int) offset;
        from.get(cache, at, length);
        for (int s = at / SECTOR_BYTES; s * SECTOR_BYTES < at + length; s++) {
            dirtySectors.add(s);
        }
        step();
    }

    @Override
    public void force() throws IOException {
        step();
        disk = cache.clone();
        dirtySectors.clear();
    }

    @Override
    public void close() {}
}
