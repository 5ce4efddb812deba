package aero.vigil.replication.core;

/**
 * One replica of the group, as op 1 names it.
 *
 * @param index its place in the member list, from 0
 * @param replicaAddress host:port where other replicas reach it
 * @param gatewayAddress host:port where everybody else reaches it
 * @param incarnation the life of its disk
 */
public record Member(
        int index, String replicaAddress, String gatewayAddress, Incarnation incarnation) {}
